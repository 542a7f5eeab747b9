// Errors of a linker.

/**
 * Thrown if a linker is given something that is not an OTLP request. The message says what is wrong, and at which byte. Nothing of the
 * request was added.
 * @example
 * ```ts
 * import { createLinker, OtlpError } from 'spanloom/core';
 *
 * const linker = await createLinker();
 * try {
 *   linker.add('{"resourceSpans":[');
 * } catch (error) {
 *   if (error instanceof OtlpError) console.log(`malformed at byte ${error.offset}: ${error.message}`);
 * }
 * ```
 */
export class OtlpError extends Error {
  /** Where the request is malformed, in bytes from its start. */
  readonly offset: number;
}

/**
 * Thrown if a linker is used after `delete()`.
 * @example
 * ```ts
 * import { createLinker, LinkerDeletedError } from 'spanloom/core';
 *
 * const linker = await createLinker();
 * linker.delete();
 * try {
 *   linker.stats();
 * } catch (error) {
 *   console.log(error instanceof LinkerDeletedError); // true
 * }
 * ```
 */
export class LinkerDeletedError extends Error {}

/**
 * Thrown if the WebAssembly module of a linker has failed, as when memory ran out, and by every later call. What the linker held is
 * lost; other linkers go on.
 * @example
 * ```ts
 * import { createLinker, LinkerFailedError } from 'spanloom/core';
 *
 * let linker = await createLinker();
 * const add = async (body: Uint8Array) => {
 *   try {
 *     linker.add(body);
 *   } catch (error) {
 *     if (!(error instanceof LinkerFailedError)) throw error;
 *     linker = await createLinker();
 *   }
 * };
 * ```
 */
export class LinkerFailedError extends Error {}
