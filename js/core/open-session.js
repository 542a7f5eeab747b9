// Opens a session in the core. If the core cannot be loaded, a substitute exports the same spans without links.
import { openSubstitute } from '#substitute';
import { loadCore } from './load.js';
import { CoreSession } from './session.js';

/** @typedef {import('../options/tracer-options.js').Settings} Settings */
/** @typedef {CoreSession | import('./plain/session.js').PlainSession} Session */

/**
 * @param {Settings} settings
 * @returns {{ session: Promise<Session>, giveUp: (reason: Error) => void }} `session` rejects if nothing can be loaded; `giveUp` stops waiting for the core
 */
export function openSession({ wasm, links, onError }) {
  /** @type {(reason: Error) => void} */
  let giveUp = () => {};
  const late = new Promise((_, reject) => {
    giveUp = reject;
  });
  const core = Promise.race([loadCore(wasm, links.byContent), late]);
  const session = core
    .then((found) => new CoreSession(found, links))
    .catch(async (error) => {
      const substitute = await openSubstitute(links).catch(() => {
        throw error;
      });
      onError(
        new Error(
          `the WebAssembly core could not be loaded, so spans are exported without links: ${error?.message ?? error} (in a bundle? see docs/bundlers.md)`,
          { cause: error },
        ),
      );
      return substitute;
    });
  return { session, giveUp };
}
