import type { WasmModule } from './types/platform.js';

/**
 * The WebAssembly file for `init({ wasm })`, as your tool imports it: its URL (esbuild's loader `file`) or the compiled
 * module (Workers).
 */
declare const wasm: string & WasmModule;
export default wasm;
