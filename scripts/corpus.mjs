// Writes build/corpus.json, the text that the docs bot searches: the documentation in npm's own package, split into sections.
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cutPage, withoutRepeats } from '../examples/docs-bot/corpus.js';
import { isMain, root } from './lib/paths.mjs';

const OUTPUT = join(root, 'build/corpus.json');
const FOLDERS = ['using-npm', 'configuring-npm', 'commands'];

/** @returns {Promise<{ source: string, sections: import('../examples/docs-bot/corpus.js').Section[] }>} */
export async function readCorpus() {
  const manifest = createRequire(import.meta.url).resolve('npm/package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8'));
  const pages = await readPages(join(dirname(manifest), 'docs/content'), version.split('.')[0]);
  return { source: `npm ${version}`, sections: withoutRepeats(pages.flatMap(cutPage)) };
}

export async function writeCorpus() {
  const corpus = await readCorpus();
  const unfinished = `${OUTPUT}.${process.pid}`;
  await mkdir(dirname(OUTPUT), { recursive: true });
  await writeFile(unfinished, JSON.stringify(corpus));
  await rename(unfinished, OUTPUT);
  return corpus;
}

async function readPages(root, major) {
  const pages = [];
  for (const folder of FOLDERS) {
    const names = (await readdir(join(root, folder))).filter((name) => name.endsWith('.md'));
    for (const name of names.sort()) {
      const path = `${folder}/${name.slice(0, -'.md'.length)}`;
      const markdown = await readFile(join(root, folder, name), 'utf8');
      pages.push({ path, markdown, url: `https://docs.npmjs.com/cli/v${major}/${path}` });
    }
  }
  return pages;
}

if (isMain(import.meta)) {
  const { source, sections } = await writeCorpus();
  console.log(`${sections.length} sections of ${source}'s documentation in ${OUTPUT}`);
}
