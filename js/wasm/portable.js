/** @type {Promise<import('../core/load.js').Core> | undefined} */
let loading;

/** The same core as JavaScript, for where WebAssembly is forbidden. One for all: it is a module with a state of its own. */
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
