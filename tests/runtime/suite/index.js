// The suite that runs in every runtime: named features, each a function that throws when it does not work.
import { CONTEXT } from './context.js';
import { DELIVERY } from './delivery.js';
import { LINKER } from './linker.js';
import { LINKS } from './links.js';
import { WRAPPING } from './wrapping.js';

const LONGEST_MS = 30_000;

/** @type {Record<string, import('./tracing.js').Feature>} */
const FEATURES = { ...WRAPPING, ...LINKS, ...CONTEXT, ...DELIVERY, ...LINKER };

/**
 * @param {import('./tracing.js').Environment} environment
 * @returns {Promise<Record<string, string>>} for each feature `yes`, how it works, or `no: ` and the error
 */
export async function runSuite(environment) {
  /** @type {Record<string, string>} */
  const results = {};
  for (const [name, feature] of Object.entries(FEATURES)) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const late = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('it takes too long')), LONGEST_MS);
    });
    try {
      results[name] = (await Promise.race([feature(environment), late])) ?? 'yes';
    } catch (error) {
      results[name] = `no: ${error instanceof Error ? `${error.message}\n${error.stack}` : error}`;
    } finally {
      clearTimeout(timer);
    }
  }
  return results;
}
