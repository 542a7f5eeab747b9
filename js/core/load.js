// Loads the core once per process and source: all tracers share one instance and its memory. Who links by nothing but identity gets a core
// of half the size, where that has to be loaded (elsewhere one core in the bundle is enough).
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
 * @param {boolean} [byContent] whether it has to link by content
 * @returns {Promise<Core>} rejects when the file cannot be had or compiled; the next call tries again
 */
export function loadCore(source, byContent = true) {
  const key = source ?? byContent;
  let core = loaded.get(key);
  if (!core) {
    core = load(source, byContent);
    loaded.set(key, core);
    core.catch(() => loaded.delete(key));
  }
  return core;
}

/** @param {unknown} source @param {boolean} byContent @returns {Promise<Core>} */
async function load(source, byContent) {
  if (loadPortable && !canCompile()) return loadPortable();
  const module = await (source === undefined ? loadModule(byContent) : compileSource(source, fetchFile));
  const { exports } = await WebAssembly.instantiate(module);
  const core = /** @type {Core} */ (exports);
  core._initialize();
  return core;
}
