// Texts of three kinds in documents of a few kilobytes, none of which has a long run of another: English, code and Chinese.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCorpus } from '../../scripts/corpus.mjs';
import { filesUnder, root } from '../../scripts/lib/paths.mjs';
import { Random } from '../js/support/content/random.js';

const CODE = ['js', 'src', 'scripts', 'examples', 'tests'];
/** Characters of the source that stay together: fewer than an index looks at, as new texts have little in common with old ones. */
const PIECE = 10;

/** @param {number} bytes of each kind, roughly @returns {Promise<Record<string, string[]>>} */
export async function textsOf(bytes) {
  const { sections } = await readCorpus();
  const english = sections.map(({ text }) => text).join('\n\n');
  const code = CODE.flatMap((folder) => filesUnder(folder, /\.(js|mjs|cc|h)$/))
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n');
  const random = new Random(11);
  return {
    English: documents(random, bytes, () => piece(random, english)),
    code: documents(random, bytes, () => piece(random, code)),
    Chinese: documents(random, bytes / 3, () => chinese(random)),
  };
}

/** @param {Random} random @param {number} size in characters @param {() => string} part */
function documents(random, size, part) {
  const list = [];
  for (let made = 0; made < size; ) {
    const length = 1000 + random.int(8000);
    let text = '';
    while (text.length < length) text += part();
    // Joined strings are flattened here, not while time is taken.
    list.push(Buffer.from(text).toString());
    made += text.length;
  }
  return list;
}

/** @param {Random} random @param {string} text */
function piece(random, text) {
  const at = random.int(text.length - PIECE);
  return text.slice(at, at + PIECE);
}

/** @param {Random} random */
function chinese(random) {
  const characters = Array.from({ length: PIECE }, () =>
    String.fromCharCode(0x4e00 + Math.floor(random.next() ** 2 * 3000)),
  );
  return `${characters.join('')}${random.pick(['，', '。', '、', '\n'])}`;
}
