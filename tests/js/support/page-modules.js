// Bundles modules for a page, and loads them in this process.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const JS = new URL('../../../js/', import.meta.url).pathname;

/**
 * One module that exports what these files of `js` export. Each call gives another copy.
 * @param {...string} paths @returns {Promise<any>}
 */
export async function pageModules(...paths) {
  const { outputFiles } = await build({
    stdin: { contents: paths.map((path) => `export * from './${path}';`).join('\n'), resolveDir: JS },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    logLevel: 'silent',
  });
  const folder = await mkdtemp(join(tmpdir(), 'spanloom-page-'));
  try {
    const file = join(folder, 'page.mjs');
    await writeFile(file, outputFiles[0].contents);
    return await import(pathToFileURL(file).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
