// The example in docs/event-log.md is a block that the core reads, and has the links that the page shows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCore } from '../../../js/core/load.js';
import { text } from '../../house/files.js';

const blocks = [...text('docs/event-log.md').matchAll(/```(text|json)\n([\s\S]*?)```/g)].map(([, , body]) => body);
const [records, strings, links] = blocks;

/** The hexadecimal words at the start of a line. @param {string} line */
const wordsOf = (line) => line.match(/\b[0-9a-f]{8}\b/g)?.map((word) => Number.parseInt(word, 16)) ?? [];

test('the example of the event log has the links that its page shows', async () => {
  const words = records.split('\n').flatMap(wordsOf);
  const [endsLine, bytesLine] = strings.split('\n');
  const ends = wordsOf(endsLine);
  const bytes = new TextEncoder().encode(bytesLine.split(' ')[0]);
  const core = await loadCore();
  const session = core.session_new(1, 1000, 1 << 20, 3, 0, 16 << 20);
  const address = core.session_reserve(session, 4 * (words.length + ends.length) + bytes.length) >>> 0;
  new Uint32Array(core.memory.buffer, address, words.length + ends.length).set([...words, ...ends]);
  new Uint8Array(core.memory.buffer, address + 4 * (words.length + ends.length), bytes.length).set(bytes);
  assert.equal(core.session_drain(session, words.length, ends.length, bytes.length, 0), 0);
  assert.equal(core.session_cut(session, 10, 1 << 20), 2);
  assert.equal(core.session_encode(session, 2, 1), 0);
  const start = core.session_result_address(session) >>> 0;
  const result = new Uint8Array(core.memory.buffer, start, core.session_result_size(session));
  assert.deepEqual(JSON.parse(new TextDecoder().decode(result)), JSON.parse(links));
  core.session_delete(session);
});
