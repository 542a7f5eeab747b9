// Vercel Edge forbids compiling bytes. An import that ends in `?module` gives a compiled module.
// @ts-expect-error no types for .wasm
import compiled from '../../dist/spanloom.wasm?module';

export * from './edge.js';

/** @returns {WebAssembly.Module} */
export const loadModule = () => compiled;
