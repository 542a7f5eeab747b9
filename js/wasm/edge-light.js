// Vercel Edge forbids compiling bytes, and marks a module that arrives compiled with `?module`.
// @ts-expect-error no types for .wasm
import compiled from '../../dist/spanloom.wasm?module';

export * from './edge.js';

/** @returns {WebAssembly.Module} */
export const loadModule = () => compiled;
