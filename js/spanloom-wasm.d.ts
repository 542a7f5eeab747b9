/**
 * The WebAssembly core as a file, for tools that import it.
 * @module spanloom/spanloom.wasm
 */
import type { WasmModule } from './types/platform.js';

/**
 * The WebAssembly core, in the form in which your tool imports a `.wasm` file: its URL (esbuild with the loader `file`), or the
 * compiled module (Workers). Most apps need no such import, because spanloom loads the file itself.
 * `spanloom/wasm` and `spanloom/wasm-identity` are what Workers and Vercel Edge import: scripts, so that an alias can put the second in
 * the place of the first.
 * @example With esbuild
 * ```ts
 * import { init } from 'spanloom';
 * import wasm from 'spanloom/spanloom.wasm';
 *
 * init({ wasm: new URL(wasm, import.meta.url) });
 * ```
 */
declare const wasm: string & WasmModule;
export default wasm;
