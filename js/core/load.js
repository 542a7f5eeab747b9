// Loads the core once per process and source: all tracers share one instance and its memory.
import loadModule from '#wasm';
import createGlue from '../../dist/spanloom.js';
import { compileSource } from '../wasm/compile.js';

/**
 * @typedef {Object} Core
 * @property {any} glue the embind classes
 * @property {WebAssembly.Memory} memory
 */

/** @type {Map<unknown, Promise<Core>>} */
const loaded = new Map();

/**
 * @param {unknown} [source] of `init({ wasm })`; the package's own file when absent
 * @returns {Promise<Core>} rejects when the file cannot be had or compiled; the next call tries again
 */
export function loadCore(source) {
  let core = loaded.get(source);
  if (!core) {
    core = load(source);
    loaded.set(source, core);
    core.catch(() => loaded.delete(source));
  }
  return core;
}

/** @param {unknown} source @returns {Promise<Core>} */
async function load(source) {
  const given = await (typeof source === 'function' ? source() : source);
  const module = await (given === undefined ? loadModule() : compileSource(given));
  // The glue's own promise stays pending when instantiation fails, so the failure has to come from here.
  return new Promise((resolve, reject) => {
    /** @type {WebAssembly.Memory} */
    let memory;
    createGlue({
      /** @param {WebAssembly.Imports} imports @param {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} receive */
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(module, imports)
          .then((instance) => {
            memory = /** @type {WebAssembly.Memory} */ (
              Object.values(instance.exports).find((item) => item instanceof WebAssembly.Memory)
            );
            receive(instance, module);
          })
          .catch(reject);
        return {};
      },
    }).then((/** @type {any} */ glue) => resolve({ glue, memory }), reject);
  });
}
