import { relative } from 'node:path';
import { build } from 'esbuild';
import { writePage } from '../fixture.js';

/** @param {string} folder */
export async function buildWithEsbuild(folder) {
  const { metafile, warnings } = await build({
    absWorkingDir: folder,
    entryPoints: ['main.js'],
    entryNames: '[name]-[hash]',
    outdir: 'dist',
    bundle: true,
    minify: true,
    format: 'esm',
    splitting: true, // else what is imported when it is needed would be in the entry
    loader: { '.wasm': 'file' },
    metafile: true,
    logLevel: 'silent',
  });
  if (warnings.length > 0) throw new Error(warnings[0].text);
  const [entry] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === 'main.js');
  writePage(folder, relative('dist', entry));
}
