/**
 * The WebAssembly module of `spanloom/core` as a file, for tools that import it.
 * @module spanloom/linker.wasm
 */
import type { WasmModule } from './types/platform.js';

/**
 * The WebAssembly module of `spanloom/core`, in the form in which your tool imports a `.wasm` file: its URL (esbuild with the loader
 * `file`), or the compiled module (Workers). Most apps need no such import, because `spanloom/core` loads the file itself.
 * @example With esbuild
 * ```ts
 * import { createLinker } from 'spanloom/core';
 * import wasm from 'spanloom/linker.wasm';
 *
 * const linker = await createLinker({ wasm: new URL(wasm, import.meta.url) });
 * ```
 */
declare const wasm: string & WasmModule;
export default wasm;
