import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEntry, withEntry } from '../../../js/viewer/element/history-entry.js';

const part = { side: 'input', attribute: 'question', range: [3, 9] };
const past = [{ spanId: 'a' }, { spanId: 'b', part }];

test('what is written is read again, and what the page keeps there stays', () => {
  const state = withEntry({ own: 1 }, { part, past });
  assert.equal(state.own, 1);
  assert.deepEqual(readEntry(structuredClone(state)), { part, past });
  assert.deepEqual(withEntry(state, { past: [] }), { own: 1 });
  assert.equal(withEntry('text', { part, past }), 'text', 'it has no room for more');
  assert.equal(withEntry(null, { past: [] }), null);
});

test('what is none of it is not read', () => {
  for (const state of [
    null,
    'text',
    3,
    { spanloom: null },
    { spanloom: { part: { ...part, range: ['0', 1] }, past: 1 } },
  ])
    assert.deepEqual(readEntry(state), { past: [] });
  assert.deepEqual(readEntry({ spanloom: { past: [null, { spanId: 1 }, ...past] } }), { past });
});
