// contents() and kinds(): what explain() points into, by its name, and the words there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLinker } from '../../../js/linker/index.js';
import { ANSWER, PASSAGE, PROMPT, REQUEST, SEARCH, TRACE } from '../../runtime/suite/recorded.js';
import { sayingOf, saySame } from './support/explained.js';
import { hasRecordings, openRecording, recordings, spansOfRecording } from './support/recordings.js';

const skip = !hasRecordings() && 'linkbench is not here';

/** An entry of contents() for a whole attribute. @param {'input' | 'output'} side @param {string} value */
const whole = (side, value) => ({ side, attribute: `${side}.value`, key: `${side}.value`, holds: 'value', value });

test('contents and kinds are there before linking, after it, and after explain()', async () => {
  const linker = await createLinker();
  const check = () => {
    assert.deepEqual(linker.contents(TRACE, SEARCH), [whole('input', 'trams'), whole('output', PASSAGE)]);
    assert.equal(linker.contents(TRACE, ANSWER)[0].value, PROMPT);
    assert.deepEqual(linker.kinds(TRACE), { '00000000000000a1': 'agent', [SEARCH]: 'retrieval', [ANSWER]: 'llm' });
  };
  linker.add(REQUEST);
  check();
  assert.equal(linker.explain(TRACE, ANSWER).length, 1);
  check();
  await linker.process({ done: true });
  check();
  assert.deepEqual(linker.contents(TRACE, '0000000000000001'), []);
  linker.take({ done: true });
  assert.deepEqual([linker.contents(TRACE, SEARCH), linker.kinds(TRACE)], [[], {}]);
  linker.delete();
});

/** Texts that are hard to carry: escapes, characters of two units, half of one, what JSON and decoders treat in their own way. */
const HARD = ['a"b\\c\n\u0000\u2028', '🚋 tram', 'half \ud83d', '\ufeffmark', '{"__proto__":1}', ''];

test('values are what was recorded, in each kind of value', async () => {
  for (const text of HARD) {
    const request = structuredClone(REQUEST);
    const { attributes } = request.resourceSpans[0].scopeSpans[0].spans[1];
    const list = /** @type {any} */ ({ arrayValue: { values: [{ stringValue: text }, { doubleValue: 1.5 }] } });
    attributes.splice(1, 2, { key: 'input.value', value: { stringValue: text } }, { key: 'output.value', value: list });
    const linker = await createLinker();
    linker.add(request);
    const said = linker.contents(TRACE, SEARCH).map(({ attribute, value }) => [attribute, value]);
    const expected = text.toWellFormed();
    assert.deepEqual(said, [
      ['input.value', expected],
      ['output.value[0]', expected],
      ['output.value[1]', '1.5'],
    ]);
    linker.delete();
  }
});

/**
 * What a part says, read from contents().
 * @param {import('spanloom/core').Linker} linker @param {string} traceId @param {string} spanId @param {import('spanloom/core').SpanPart} part
 */
function wordsOf(linker, traceId, spanId, { side, attribute, path, range }) {
  const held = linker.contents(traceId, spanId).find((one) => one.attribute === attribute && one.side === side);
  assert.ok(held, `contents() of ${spanId} have no ${side} ${attribute}`);
  if (held.range) {
    const [start, end] = held.range;
    assert.ok(start <= range[0] && range[1] <= end, `${range} of ${attribute} is not ${side}, which is ${held.range}`);
  }
  return sayingOf({ side, attribute, path, range }, held.value);
}

const ROWS = 300;
const TABLE = JSON.stringify(
  Array.from({ length: ROWS }, (_, i) => ({
    name: `Line ${i} 🚋 to the häfen`,
    stops: 1000 + i * 17,
    note: `${i}\n"漢"`,
  })),
);

for (const [form, prompt] of [
  ['as it is', TABLE],
  ['in a message', JSON.stringify({ messages: [{ role: 'tool', content: TABLE }] })],
])
  test(`a large table is explained value by value, each at its place: ${form}`, async () => {
    const request = JSON.parse(JSON.stringify(REQUEST));
    const [, search, answer] = request.resourceSpans[0].scopeSpans[0].spans;
    search.attributes[2].value.stringValue = TABLE;
    answer.attributes[1].value.stringValue = prompt;
    const linker = await createLinker();
    linker.add(request);
    const parts = linker.explain(TRACE, ANSWER);
    assert.equal(parts.length, 3 * ROWS);
    for (const { from, path, range } of parts) {
      const [row, member] = from.path.slice('output.value'.length).split('.');
      assert.ok(path.endsWith(`${row}.${member}`), `${path} is ${from.path}`);
      const expected = JSON.parse(TABLE)[row.slice(1, -1)][member];
      const source = TABLE.slice(...from.range);
      assert.equal(member === 'stops' ? Number(source) : JSON.parse(`"${source}"`), expected);
      const said = prompt.slice(...range);
      assert.equal(prompt === TABLE || member === 'stops' ? said : JSON.parse(`"${said}"`), source);
    }
    linker.delete();
  });

for (const format of /** @type {const} */ (['json', 'protobuf']))
  test(`every part that explain() names is in contents(), and both ends say the same (${format})`, {
    skip,
  }, async (t) => {
    let count = 0;
    for (const name of recordings(format)) {
      const { linker } = await openRecording(name, format);
      for (const [traceId, spanId] of spansOfRecording(name))
        for (const { from, ...part } of linker.explain(traceId, spanId)) {
          const said = [wordsOf(linker, traceId, spanId, part), wordsOf(linker, traceId, from.spanId, from)];
          assert.ok(saySame(said[0], said[1]), `${name}: ${spanId} ${JSON.stringify(part)}:\n${said.join('\n')}`);
          count++;
        }
      linker.delete();
    }
    t.diagnostic(`${count} parts`);
    assert.ok(count > 500, `there were only ${count} parts`);
  });
