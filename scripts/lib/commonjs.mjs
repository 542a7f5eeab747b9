import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { root } from './paths.mjs';

const ENTRY = 'js/node.js';
const TYPES = 'js/index.d.ts';
const IMPORTED = /(?<=\b(?:from |import\()')(\.[^']*\/)([^'/]+)\.js(?=')/g;

/** Bundles the package for `require`: one script and its types. @returns {Promise<Record<string, string>>} the content of each file of dist/ */
export async function commonJs() {
  return { 'index.cjs': await script(), ...(await declarations(TYPES)) };
}

async function script() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [ENTRY],
    outfile: 'dist/index.cjs',
    write: false,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    external: ['./dist/spanloom-wasm2js.js'],
    inject: ['scripts/lib/text-encoding.mjs'],
    define: { 'import.meta.url': 'scriptUrl' },
    banner: { js: "'use strict';\nconst scriptUrl = require('node:url').pathToFileURL(__filename).href;" },
  });
  return outputFiles[0].text;
}

/** A declaration file and the files that it imports, transitively, all in one folder. @param {string} path @param {Record<string, string>} found */
async function declarations(path, found = {}) {
  const name = `${basename(path, '.d.ts')}.d.cts`;
  if (name in found) return found;
  const text = await readFile(join(root, path), 'utf8');
  found[name] = text.replace(IMPORTED, './$2.cjs');
  for (const [, folder, imported] of text.matchAll(IMPORTED))
    await declarations(join(dirname(path), folder, `${imported}.d.ts`), found);
  return found;
}
