import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './paths.mjs';

/** The scripts of dist/viewer/, and the module that each starts with. */
const ENTRIES = {
  viewer: 'js/viewer/element/index.js',
  'store-worker': 'js/viewer/store/worker.js',
  'layout-worker': 'js/viewer/layout/worker.js',
};

/** Bundles the viewer with the packages that it is made of. @returns {Promise<Record<string, string>>} the content of each file of dist/ */
export async function viewer() {
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, path])),
    outdir: 'dist/viewer',
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['browser'],
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    metafile: true,
    // The page loads them itself where no worker may start.
    external: ['./store-worker.js', './layout-worker.js', './linker-gzip.js'],
    plugins: [moduleOfPage, css],
    banner: { js: '/*! spanloom viewer, MIT. What is bundled with it: LICENSES.txt */' },
  });
  const scripts = outputFiles.map(({ path, text }) => [`viewer/${basename(path)}`, text]);
  return {
    ...Object.fromEntries(scripts),
    'viewer/linker-gzip.js': await linkerInScript(),
    'viewer/LICENSES.txt': await licenses(Object.keys(metafile.inputs)),
  };
}

/** For pages that do not find the file. Compressed, because webpack warns of scripts above 244 KiB. */
async function linkerInScript() {
  const module = gzipSync(await readFile(join(root, 'dist/linker.wasm')), { level: 9 });
  return `export default '${module.toString('base64')}';\n`;
}

/** A worker takes the module from its page. @type {import('esbuild').Plugin} */
const moduleOfPage = {
  name: 'module-of-page',
  setup({ onResolve }) {
    onResolve({ filter: /^#linker-wasm$/ }, () => ({ path: join(root, 'js/viewer/store/module.js') }));
  },
};

/** Style sheets are texts: an element makes sheets of them that its policy need not allow. @type {import('esbuild').Plugin} */
export const css = {
  name: 'css-as-text',
  setup({ onLoad, esbuild }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code, loader: 'text' };
    });
  },
};

/** What the licences of the bundled packages ask to keep. @param {string[]} inputs */
async function licenses(inputs) {
  const folders = inputs.flatMap((path) => path.match(/.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []);
  const texts = [...new Set(folders)].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    return `${name} ${version} (${license})\n\n${await licenseText(folder)}`;
  });
  return `${(await Promise.all(texts)).join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
}

async function licenseText(folder) {
  for (const name of ['LICENSE', 'LICENSE.md', 'LICENSE.txt'])
    try {
      return (await readFile(join(root, folder, name), 'utf8')).trim();
    } catch {}
  throw new Error(`${folder} has no licence`);
}
