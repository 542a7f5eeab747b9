// Tool calls in pieces, for each form in which APIs assign pieces to calls.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Collector } from '../../../js/results/collect.js';
import { calls, piece, streamed } from '../support/answers.js';

/** Only what is there: `[id, name, arguments]` of each call. */
const callsOf = (...items) =>
  streamed(...items).value.tool_calls.map((call) => [call.id, call.function.name, call.function.arguments]);

const TWO = [
  ['a', 'weather', '{"city":"Paris"}'],
  ['b', 'weather', '{"city":"Rome"}'],
];

for (const [what, expected, ...items] of [
  [
    'an index for each',
    TWO,
    calls(piece(0, 'a', 'weather', '')),
    calls(piece(0, undefined, undefined, '{"city":"Paris"}')),
    calls(piece(1, 'b', 'weather', '{"city":"Rome"}')),
  ],
  [
    'pieces that take turns',
    TWO,
    calls(piece(0, 'a', 'weather', '{"city":'), piece(1, 'b', 'weather', '{"city"')),
    calls(piece(1, undefined, undefined, ':"Rome"}'), piece(0, undefined, undefined, '"Paris"}')),
  ],
  [
    'all of index 0',
    TWO,
    calls(piece(0, 'a', 'weather', '{"city":"Paris"}'), piece(0, 'b', 'weather', '{"city":"Rome"}')),
  ],
  [
    'ids alone',
    TWO,
    calls(piece(undefined, 'a', 'weather', '{"city":')),
    calls(piece(undefined, undefined, undefined, '"Paris"}')),
    calls(piece(undefined, 'b', 'weather', '{"city":"Rome"}')),
  ],
  [
    'the id in each piece',
    TWO,
    calls(piece(0, 'a', 'weather', '{"city":')),
    calls(piece(0, 'a', undefined, '"Paris"}')),
    calls(piece(0, 'b', 'weather', '{"city":"Rome"}')),
  ],
  [
    'the name in each piece',
    TWO,
    calls(piece(0, 'a', 'weather', '{"city":')),
    calls(piece(0, 'a', 'weather', '"Paris"}')),
    calls(piece(0, 'a', 'weather', '')),
    calls(piece(0, 'b', 'weather', '{"city":"Rome"}')),
  ],
  [
    'neither index nor id, and the arguments apart from the name',
    TWO.map(([, ...call]) => [undefined, ...call]),
    calls(piece(undefined, undefined, 'weather', '')),
    calls(piece(undefined, undefined, undefined, '{"city":"Paris"}')),
    calls(piece(undefined, undefined, 'weather', '')),
    calls(piece(undefined, undefined, undefined, '{"city":"Rome"}')),
  ],
  [
    'chunks in one list',
    TWO,
    [calls(piece(0, 'a', 'weather', '{"city":"Paris"}')), calls(piece(1, 'b', 'weather', '{"city":"Rome"}'))],
  ],
  [
    'custom tools',
    [['a', 'sql', 'select 1']],
    calls({ index: 0, id: 'a', type: 'custom', custom: { name: 'sql', input: 'select ' } }),
    calls({ index: 0, custom: { input: '1' } }),
  ],
  [
    'all of the input at the start of a block',
    [TWO[0]],
    {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'tool_use', id: 'a', name: 'weather', input: { city: 'Paris' } },
    },
    { type: 'content_block_stop', index: 0 },
  ],
  [
    'another id in each piece',
    TWO,
    calls(piece(0, 'a', 'weather', '{"city":')),
    calls(piece(0, 'x', undefined, '"Paris"}')),
    calls(piece(1, 'b', 'weather', '{"city"')),
    calls(piece(1, 'y', '', ':"Rome"}')),
  ],
  [
    'another id behind arguments that are complete, and its name later',
    TWO,
    calls(piece(0, 'a', 'weather', '{"city":"Paris"}')),
    calls(piece(0, 'b', undefined, '')),
    calls(piece(0, undefined, 'weather', '{"city":"Rome"}')),
  ],
  [
    'an empty id where there is none',
    TWO.slice(0, 1),
    calls(piece(0, 'a', 'weather', '{"city":')),
    calls(piece(0, '', '', '"Paris"}')),
  ],
  [
    'neither ids nor indices: arguments that are complete',
    [
      [undefined, 'weather', '{"city":"Paris"}'],
      [undefined, 'weather', '{"city":"Rome"}'],
    ],
    calls(piece(undefined, undefined, 'weather', '{"city":')),
    calls(piece(undefined, undefined, 'weather', '"Paris"}')),
    calls(piece(undefined, undefined, 'weather', '{"city":"Rome"}')),
  ],
  [
    'neither ids nor indices: another name',
    [
      [undefined, 'now', ''],
      [undefined, 'weather', '{}'],
    ],
    calls(piece(undefined, undefined, 'now', '')),
    calls(piece(undefined, undefined, 'weather', '{}')),
  ],
  [
    'the id behind the name',
    [['a', 'now', '{}']],
    calls(piece(0, null, 'now', null)),
    calls(piece(0, 'a', null, '{}')),
  ],
  [
    'arguments that are no text',
    [['a', 'weather', '{"city":"Paris"}']],
    calls(piece(0, 'a', 'weather', { city: 'Paris' })),
  ],
  [
    'another answer, whose indices begin again',
    [
      ['a', 'now', ''],
      ['b', 'now', ''],
    ],
    { id: '1', ...calls(piece(0, 'a', 'now', '')) },
    { id: '1', choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] },
    { id: '2', ...calls(piece(0, 'b', 'now', '')) },
  ],
])
  test(`tool calls in pieces: ${what}`, () => assert.deepEqual(callsOf(...items), expected));

test('calls without end stay within the bound', () => {
  const collector = new Collector(10_000);
  for (let i = 0; i < 10_000; i++) collector.add(calls(piece(i, `c${i}`, 'f', '')));
  assert.ok(collector.result().value[0].tool_calls.length < 200);
  assert.equal(collector.result().isCut, true);
});
