// The core as JavaScript, for environments that forbid WebAssembly.
/** @type {Promise<import('../core/load.js').Core> | undefined} */
let loading;

/** Loads it once: it is a module with its own state. */
export function loadPortable() {
  if (!loading) {
    loading = load();
    loading.catch(() => {
      loading = undefined;
    });
  }
  return loading;
}

async function load() {
  const core = await import('../../dist/spanloom-wasm2js.js');
  core._initialize();
  return core;
}
