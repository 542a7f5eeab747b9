// The entry point of spanloom/core.
import { makeInstance } from './instance.js';
import { Linker } from './linker.js';
import { readLinkerOptions } from './options.js';

export { ConfigurationError, LinkerDeletedError, LinkerFailedError, OtlpError } from '../base/errors.js';

/** @param {unknown} [options] */
export async function createLinker(options = {}) {
  const { wasm, clock, settings } = readLinkerOptions(options);
  return new Linker(await makeInstance(wasm), settings, clock);
}
