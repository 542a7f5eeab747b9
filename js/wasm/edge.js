// For runtimes that forbid compiling, so that modules arrive compiled. The core as JavaScript is left out: it would only make the bundle large.
import { givenBy, isModule } from './source.js';

/** @returns {Promise<import('../core/load.js').Core> | undefined} */
export const insteadOfWasm = () => undefined;

/** @param {unknown} source @returns {Promise<WebAssembly.Module>} */
export async function compileSource(source) {
  const given = await givenBy(source);
  if (isModule(given)) return given;
  throw new TypeError("'wasm' must give a WebAssembly.Module, as nothing may be compiled here");
}
