// Loads the core once per process and source: all tracers share one instance and its memory. A tracer that links by identity only loads a core of half the
// size, where cores are loaded separately.
import { compileSource, insteadOfWasm, loadModule } from '#wasm';

/**
 * The exports of the core's module: `session_*`, see src/wasm/bindings.cc.
 * @typedef {{ memory: { buffer: ArrayBuffer } } & Record<string, any>} Core
 */

/** @type {Map<unknown, Promise<Core>>} */
const loaded = new Map();
/** Compiled modules. They are kept after an instance failed, because a new instance then takes little time. @type {Map<unknown, Promise<WebAssembly.Module>>} */
const compiled = new Map();
/** Instances that failed. @type {WeakSet<Core>} */
const failed = new WeakSet();

/**
 * @param {unknown} [source] the option `wasm`; by default the package's own file
 * @param {boolean} [byContent] whether the core must link by content
 * @returns {Promise<Core>} rejects if the file cannot be loaded or compiled; the next call tries again
 */
export async function loadCore(source, byContent = true) {
  const key = source ?? byContent;
  const loading = once(loaded, key, () => load(source, byContent));
  const core = await loading;
  if (!failed.has(core)) return core;
  if (loaded.get(key) === loading) loaded.delete(key);
  return loadCore(source, byContent);
}

/** Marks an instance as failed: it trapped in the middle of a change, so nothing may call it again. The next load makes a new one. @param {Core} core */
export const markFailed = (core) => void failed.add(core);

/** @param {Core} core */
export const hasFailed = (core) => failed.has(core);

/** @param {unknown} source @param {boolean} byContent @returns {Promise<Core>} */
async function load(source, byContent) {
  const portable = insteadOfWasm();
  if (portable) {
    const core = await portable;
    if (hasFailed(core)) throw new Error('the JavaScript build has failed, and a process has only one instance of it');
    return core;
  }
  const compile = async () => (source === undefined ? loadModule(byContent) : compileSource(source));
  // Not inside the next call, which Next wraps in a function that is not async.
  const module = await once(compiled, source ?? byContent, compile);
  const { exports } = await WebAssembly.instantiate(module);
  const core = /** @type {Core} */ (exports);
  core._initialize();
  return core;
}

/**
 * Calls `make` once per key, and again if it fails.
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
