// workerd forbids compiling bytes: an imported .wasm file arrives compiled.
// @ts-expect-error no types for .wasm
import compiled from '../../dist/spanloom.wasm';

/** @returns {WebAssembly.Module} */
export default () => compiled;
