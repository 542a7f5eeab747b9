// The items of a body, however it is cut into chunks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Decoder } from '../../../js/results/decode.js';

/** @param {string} type @param {string} body @param {number} size of each chunk */
function itemsOf(type, body, size) {
  const decoder = new Decoder(type);
  const items = [];
  for (let at = 0; at < body.length; at += size) items.push(...decoder.add(body.slice(at, at + size)));
  return [...items, ...decoder.end()];
}

const BODIES = {
  'text/event-stream': [
    'data: [1]\n\ndata: [2]\r\n\r\ndata: [3]\n\r\ndata: [4]\r\rdata: "a\\n"\n\ndata: [DONE]\n\ndata: [5]',
    [1],
    [2],
    [3],
    [4],
    'a\n',
    [5],
  ],
  'application/x-ndjson': ['{"n":1}\n\n{"n":\n2\r\n', { n: 1 }, '{"n":', 2],
  'application/json': ['{"n": [1, "\n\n2"]', '{"n": [1, "\n\n2"]'],
};

for (const [type, [body, ...items]] of Object.entries(BODIES))
  test(`${type} in chunks of any size`, () => {
    for (let size = 1; size <= body.length; size++) assert.deepEqual(itemsOf(type, body, size), items, `${size}`);
  });

test('of the data of an event, only one space after the colon is left out', () => {
  const body =
    'data: The \n\ndata:  lamp\r\n\r\n: ping\n\ndata:room\n\ndata:  \n\ndata: \n\ndata\n\nid: 1\rdata: a\rdata:  b\r\rdatabase: x\n\n' +
    'data: 12\n\ndata: null\n\nevent: end\r\ndata: "said" \r\ndata: \r\n\r\ndata: last\u2028data: \n';
  const items = ['The ', ' lamp', 'room', ' ', 'a\n b', '12', 'null', 'said', 'last\u2028data: '];
  for (let size = 1; size <= body.length; size++)
    assert.deepEqual(itemsOf('text/event-stream', body, size), items, `${size}`);
});

test('a chunk costs what it is long, not what came before it', () => {
  const text = 'x'.repeat(4e6);
  for (const type of Object.keys(BODIES)) {
    const frame = type === 'text/event-stream' ? 'data: ' : '';
    assert.deepEqual(itemsOf(type, `${frame}"${text}"\n\n`, 16), [text]);
  }
});
