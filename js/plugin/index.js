// The build plugin, for all bundlers.
import { fileURLToPath } from 'node:url';
import { createUnplugin } from 'unplugin';
import { checkOptions } from '../base/check.js';
import { transform } from './transform.js';

const SCRIPTS = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)(?:\?|$)/;
const PACKAGES = /[\\/]node_modules[\\/]/;
const VIRTUAL = /^\0/;
/** Files of spanloom itself, as installed and as linked. */
const INSTALLED = /[\\/]node_modules[\\/]spanloom[\\/]/;
const OWN = new RegExp(`^${literal(fileURLToPath(new URL('../', import.meta.url)))}`);
/** Code that can wait. */
const WAITS = /\b(?:await|yield)\b/;

const isFilter = (/** @type {unknown} */ value) => typeof value === 'string' || value instanceof RegExp;
/** @type {import('../base/check.js').Rule} */
const FILTER = [
  'a glob, a RegExp or a list of them',
  (value) => isFilter(value) || (Array.isArray(value) && value.every(isFilter)),
];

/** @type {import('./index.js').default} */
const plugin = createUnplugin((options = {}) => {
  checkOptions('spanloom/plugin', options, { include: FILTER, exclude: FILTER });
  const { include = SCRIPTS, exclude = PACKAGES } = options;
  return {
    name: 'spanloom',
    // After other plugins, so Vue, Svelte and the like are JavaScript by then. Remaining TypeScript and JSX is parsed as such.
    enforce: 'post',
    transform: {
      filter: { id: { include, exclude: [VIRTUAL, INSTALLED, OWN, exclude].flat() }, code: WAITS },
      handler(code, id) {
        try {
          return transform(code, id, (message, position) => this.warn({ message: `${id}: ${message}`, pos: position }));
        } catch (error) {
          this.warn(`${id} is left as it is, because it cannot be parsed: ${/** @type {Error} */ (error).message}`);
        }
      },
    },
    vite: {
      // If it were pre-bundled, the app and its transformed code would load two separate copies of spanloom.
      config: () => ({ optimizeDeps: { exclude: ['spanloom'] } }),
    },
  };
});

export default plugin;

/** Returns a pattern for a path, with either kind of slash. @param {string} path */
function literal(path) {
  const names = path.split(/[\\/]/).map((name) => name.replace(/[.*+?^${}()|[\]]/g, '\\$&'));
  return names.join('[\\\\/]');
}
