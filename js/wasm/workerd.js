// workerd forbids compiling bytes: an imported .wasm file arrives compiled.
// @ts-expect-error no types for .wasm
import compiled from '../../dist/spanloom.wasm';

export * from './edge.js';

/** @returns {WebAssembly.Module} */
export const loadModule = () => compiled;
