import { fileURLToPath } from 'node:url';
import { createUnplugin } from 'unplugin';
import { checkOptions } from '../base/check.js';
import { transform } from './transform.js';

const SCRIPTS = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)(?:\?|$)/;
const PACKAGES = /[\\/]node_modules[\\/]/;
const VIRTUAL = /^\0/;
/** spanloom, as installed, and wherever it is linked from. */
const INSTALLED = /[\\/]node_modules[\\/]spanloom[\\/]/;
const OWN = new RegExp(`^${literal(fileURLToPath(new URL('../', import.meta.url)))}`);
/** Whatever can wait. */
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
    // By then Vue, Svelte and the like have become JavaScript; what still is TypeScript or JSX is read as such.
    enforce: 'post',
    transform: {
      filter: { id: { include, exclude: [VIRTUAL, INSTALLED, OWN, exclude].flat() }, code: WAITS },
      handler(code, id) {
        try {
          return transform(code, id, (message, position) => this.warn({ message: `${id}: ${message}`, pos: position }));
        } catch (error) {
          this.warn(`${id} is left as it is, for it cannot be read: ${/** @type {Error} */ (error).message}`);
        }
      },
    },
    vite: {
      // Pre-bundled, the app's spanloom and the one below transformed code would be two, and know nothing of each other.
      config: () => ({ optimizeDeps: { exclude: ['spanloom'] } }),
    },
  };
});

export default plugin;

/** A pattern for a path, with slashes of either kind. @param {string} path */
function literal(path) {
  const names = path.split(/[\\/]/).map((name) => name.replace(/[.*+?^${}()|[\]]/g, '\\$&'));
  return names.join('[\\\\/]');
}
