// Recordings of other people's instrumentations, where they are: each marked part says the same words as its source, and chats are shown as chats.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createStore } from '../../../js/viewer/store/store.js';
import { LINKBENCH } from '../../js/linker/support/linkbench.js';
import { hasRecordings, openRecording, recordings } from '../../js/linker/support/recordings.js';
import { textsOf } from '../content/support.js';

const FOLDER = join(LINKBENCH, 'otlp');
const skip = hasRecordings() ? false : 'the recordings are not here';
const FILES = { json: 'jsonl', protobuf: 'pb' };
const ESCAPES = /\\+(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))/g;

/** Letters and digits alone, whatever the escapes. @param {string} text */
const words = (text) =>
  text
    .replace(ESCAPES, (_, code, letter) =>
      code ? String.fromCharCode(Number.parseInt(code, 16)) : /["\\/]/.test(letter) ? letter : ' ',
    )
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** @param {string} name @param {'json' | 'protobuf'} format */
async function open(name, format) {
  const store = createStore();
  const { traces, problems } = await store.add(new Blob([readFileSync(join(FOLDER, `${name}.${FILES[format]}`))]));
  assert.deepEqual(problems, []);
  const logs = join(FOLDER, `${name}.logs.jsonl`);
  if (existsSync(logs)) await store.add(readFileSync(logs, 'utf8'));
  return { store, traces };
}

for (const format of /** @type {const} */ (['json', 'protobuf']))
  for (const name of skip ? [] : recordings(format))
    test(`${name}, ${format}: each part with a source says its words, and the chat is one`, { skip }, async () => {
      const { store, traces } = await open(name, format);
      const { linker } = await openRecording(name, format);
      const roles = new Set();
      let marked = 0;
      for (const traceId of traces) {
        const model = await store.trace(traceId);
        assert.deepEqual(
          model?.links.length,
          Object.values(linker.links(traceId)).reduce((sum, { length }) => sum + length, 0),
        );
        /** @param {string} spanId @param {string} attribute */
        const stringOf = (spanId, attribute) =>
          linker.contents(traceId, spanId).find((content) => content.attribute === attribute)?.value ?? '';
        for (const { spanId } of model?.spans ?? []) {
          const detail = await store.span(traceId, spanId);
          const { contents = [], origins = [], uses = [] } = detail ?? {};
          const runs = contents.flatMap(({ blocks }) => textsOf(blocks)).flat();
          for (const run of runs)
            for (const source of [
              ...run.origins.map((index) => origins[index]),
              ...run.uses.map((index) => uses[index]),
            ]) {
              marked += 1;
              const said = words(stringOf(source.spanId, source.attribute).slice(...source.range));
              assert.ok(said.includes(words(run.text)), `${run.text} is not in ${said}`);
              assert.ok(said.includes(words(source.text)), `${source.text} is not in ${said}`);
            }
          for (const list of /** @type {const} */ (['origins', 'uses'])) {
            const shown = new Set(runs.flatMap((run) => run[list]));
            assert.equal(shown.size, (detail?.[list] ?? []).length, `${list} of ${spanId}`);
          }
          for (const { blocks } of contents)
            for (const block of blocks) if (block.type === 'message') roles.add(block.role);
        }
      }
      linker.delete();
      assert.ok(marked > 0);
      assert.deepEqual(
        ['assistant', 'user'].filter((role) => !roles.has(role)),
        [],
      );
    });
