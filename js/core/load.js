// Loads the core once per process and source: all tracers share one instance and its memory.
import { fetchFile, loadModule, loadPortable } from '#wasm';
import { canCompile, compileSource } from '../wasm/compile.js';

/**
 * What the core's module exports: `session_*`, see src/wasm/bindings.cc.
 * @typedef {{ memory: { buffer: ArrayBuffer } } & Record<string, any>} Core
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
  if (loadPortable && !canCompile()) return loadPortable();
  const module = await (source === undefined ? loadModule() : compileSource(source, fetchFile));
  const { exports } = await WebAssembly.instantiate(module);
  const core = /** @type {Core} */ (exports);
  core._initialize();
  return core;
}
