// Runs a source as it is, and as the plugin transforms it.
import { transform } from '../../js/plugin/transform.js';

const here = (path) => new URL(path, import.meta.url).href;

/** What the sources use. */
const PRELUDE = `import { sync } from '${here('../../js/context/sync.js')}'; const slot = sync(); import * as tools from '${here('./tools.js')}';`;

const RUNTIME = here('../../js/plugin/runtime.js');

/**
 * @param {string} source a module
 * @param {(code: string) => string | Promise<string>} [compile] for what the runtime does not know yet
 */
export async function asWritten(source, compile = (code) => code) {
  return import(`data:text/javascript,${encodeURIComponent(`${PRELUDE}${await compile(source)}`)}`);
}

/** @type {typeof asWritten} */
export function transformed(source, compile) {
  const result = transform(source, 'source.js', (message) => {
    throw new Error(message);
  });
  if (!result) throw new Error('nothing was transformed');
  return asWritten(result.code.replaceAll('spanloom/plugin/runtime', RUNTIME), compile);
}
