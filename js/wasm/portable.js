// The core as JavaScript, for environments that forbid WebAssembly.
/** @type {Promise<import('../core/load.js').Core> | undefined} */
let loading;

/** "\0asm" and the version. */
const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** Whether bytes may be compiled here. A Content Security Policy may forbid it. */
function canCompile() {
  try {
    return Boolean(new WebAssembly.Module(EMPTY_MODULE));
  } catch {
    return false;
  }
}

/** Loads it if WebAssembly is forbidden. */
export const insteadOfWasm = () => (canCompile() ? undefined : loadPortable());

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
