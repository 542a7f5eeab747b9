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
/** Compiled once, also where a failed instance is followed by another. @type {Map<unknown, Promise<WebAssembly.Module>>} */
const compiled = new Map();
/** Instances that failed. @type {WeakSet<Core>} */
const failed = new WeakSet();

/**
 * @param {unknown} [source] of `init({ wasm })`; the package's own file when absent
 * @param {boolean} [byContent] whether it has to link by content
 * @returns {Promise<Core>} rejects when the file cannot be had or compiled; the next call tries again
 */
export async function loadCore(source, byContent = true) {
  const key = source ?? byContent;
  const loading = once(loaded, key, () => load(source, byContent));
  const core = await loading;
  if (!failed.has(core)) return core;
  if (loaded.get(key) === loading) loaded.delete(key);
  return loadCore(source, byContent);
}

/** It trapped, in the middle of something: nothing may be called in it any more, and who loads next gets another. @param {Core} core */
export const bury = (core) => void failed.add(core);

/** @param {Core} core */
export const hasFailed = (core) => failed.has(core);

/** @param {unknown} source @param {boolean} byContent @returns {Promise<Core>} */
async function load(source, byContent) {
  if (loadPortable && !canCompile()) {
    const core = await loadPortable();
    if (hasFailed(core)) throw new Error('its JavaScript build failed, of which there is one instance');
    return core;
  }
  const compile = async () => (source === undefined ? loadModule(byContent) : compileSource(source, fetchFile));
  // Not within the next call, which Next wraps in a function that cannot wait.
  const module = await once(compiled, source ?? byContent, compile);
  const { exports } = await WebAssembly.instantiate(module);
  const core = /** @type {Core} */ (exports);
  core._initialize();
  return core;
}

/**
 * What is made once for a key, and again when that fails.
 * @template T @param {Map<unknown, Promise<T>>} made @param {unknown} key @param {() => Promise<T>} make
 */
function once(made, key, make) {
  const known = made.get(key);
  if (known) return known;
  const making = make();
  made.set(key, making);
  making.catch(() => made.delete(key));
  return making;
}
