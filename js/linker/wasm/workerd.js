// workerd forbids compiling bytes. An imported .wasm file arrives as a compiled module.
// @ts-expect-error no types for .wasm
import compiled from '../../../dist/linker.wasm';

export { compileSource } from '../../wasm/edge.js';

/** @returns {WebAssembly.Module} */
export const loadModule = () => compiled;
