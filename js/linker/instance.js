// Makes instances of the engine's module. Each linker has its own: memory of WebAssembly only grows, so that of a shared instance would stay at the peak of
// all linkers, and one that fails would take the others with it.
import { compileSource, loadModule } from '#linker-wasm';
import createModule from '../../dist/linker.js';

/** @typedef {import('../types/linker-binding.js').LinkerModule} LinkerModule */

/** The package's own module, compiled once per process. @type {Promise<WebAssembly.Module> | undefined} */
let own;

/**
 * @param {unknown} source the option `wasm`; by default the package's own file
 * @returns {Promise<LinkerModule>} rejects if the file cannot be loaded or compiled; the next call tries again
 */
export async function makeInstance(source) {
  try {
    return await instantiate(await (source === undefined ? compileOwn() : compileSource(source)));
  } catch (cause) {
    const reason = /** @type {any} */ (cause)?.message ?? cause;
    throw new Error(`the WebAssembly module of spanloom/core could not be loaded: ${reason}`, { cause });
  }
}

async function compileOwn() {
  own ??= load();
  try {
    return await own;
  } catch (error) {
    own = undefined;
    throw error;
  }
}

const load = async () => loadModule();

/**
 * The glue's promise stays pending for ever if the module cannot be instantiated, hence the second one around it.
 * @param {WebAssembly.Module} module @returns {Promise<LinkerModule>}
 */
const instantiate = (module) =>
  new Promise((resolve, reject) => {
    createModule({
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(module, imports).then(done).catch(reject);
        return {};
      },
      // What it prints when it fails is in the error that is thrown, too.
      printErr() {},
    }).then(resolve, reject);
  });
