// Bundles the page and its frames: the packed package, and the libraries in their development builds, which check the most.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const MODULE = /\.svelte\.js$/;

/** What Svelte's compiler makes of a module with runes. */
const svelte = {
  name: 'svelte',
  setup(bundler) {
    bundler.onLoad({ filter: MODULE }, async ({ path }) => {
      const { compileModule } = await import('svelte/compiler');
      return { contents: compileModule(readFileSync(path, 'utf8'), { filename: path, generate: 'client' }).js.code };
    });
  },
};

/** The package as its users have it. @param {string} folder of the project that has it */
const packed = (folder) => ({
  name: 'packed',
  setup(bundler) {
    bundler.onResolve({ filter: /^spanloom/ }, ({ path, kind, pluginData }) =>
      pluginData === packed ? undefined : bundler.resolve(path, { kind, resolveDir: folder, pluginData: packed }),
    );
  },
});

/** A loader for each library. @param {string[]} names */
const libraries = (names) => ({
  name: 'libraries',
  setup(bundler) {
    bundler.onResolve({ filter: /^made:libraries$/ }, () => ({ path: 'libraries', namespace: 'made' }));
    bundler.onLoad({ filter: /^libraries$/, namespace: 'made' }, () => ({
      contents: `export const LIBRARIES = {${names.map((name) => `'${name}': () => import('../libraries/${name}.js')`)}};`,
      resolveDir: join(HERE, 'frame'),
    }));
  },
});

const ONLY = process.env.PAGES_ONLY || undefined;

/** The libraries that are played: all, or those named in `PAGES_ONLY`. */
export const NAMES = readdirSync(join(HERE, 'libraries'))
  .map((file) => basename(file, '.js'))
  .filter((name) => !name.includes('.') && (ONLY === undefined || ONLY.split(',').includes(name)));

/** @param {string} folder of the project: `site` in it is what is served */
export async function buildPages(folder) {
  const { warnings } = await build({
    absWorkingDir: HERE,
    entryPoints: ['frame/index.js', 'frame/play.js'],
    outdir: join(folder, 'site'),
    bundle: true,
    format: 'esm',
    splitting: true,
    target: 'es2022',
    conditions: ['development'],
    define: { 'process.env.NODE_ENV': '"development"' },
    loader: { '.wasm': 'file' },
    plugins: [packed(folder), libraries(NAMES), svelte],
    logLevel: 'silent',
  });
  if (warnings.length > 0) throw new Error(warnings[0].text);
}
