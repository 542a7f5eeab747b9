// Vercel Edge forbids compiling bytes. An import that ends in `?module` gives a compiled module.
// @ts-expect-error no types for .wasm
import compiled from '../../../dist/linker.wasm?module';

export { compileSource } from '../../wasm/edge.js';

/** @returns {WebAssembly.Module} */
export const loadModule = () => compiled;
