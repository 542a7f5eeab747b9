// Vercel Edge forbids compiling bytes, and marks a module that arrives compiled with `?module`.
// @ts-expect-error no types for .wasm
import compiled from '../../dist/spanloom.wasm?module';

/** @returns {WebAssembly.Module} */
export default () => compiled;
