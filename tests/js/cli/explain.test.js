import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fit, widthOf } from '../../../js/cli/columns.js';
import { explanationText } from '../../../js/cli/explain-view.js';
import { RecordedTrace } from '../../../js/cli/recorded-trace.js';
import { run } from './support/command.js';
import { chain, jsonRequest, protobufRequest, textOf } from './support/requests.js';

const TRACE = chain(0, 3);
const [, first, second, third] = TRACE;
const JSONL = `${JSON.stringify(jsonRequest(TRACE.slice(2)))}\n${JSON.stringify(jsonRequest(TRACE.slice(0, 2)))}\n`;
const PROTOBUF = protobufRequest(TRACE);

test('what a span was made of, and what was made of it', async () => {
  for (const input of [JSONL, PROTOBUF]) {
    const { code, out, err } = await run(['link', '--explain', second.spanId], { input });
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    const text = out.toString();
    const [head, from, to] = text.split('\n\n');
    assert.match(
      head,
      new RegExp(`^step 2\nspan ${second.spanId} of trace ${second.traceId}\n.* ms, recorded by test$`),
    );
    const excerpt = (/** @type {number} */ seed) => JSON.stringify(textOf(seed)).slice(0, 30).replace(/\\/g, '\\\\');
    assert.ok(from.startsWith('Came from\ninput input.value 0-'), from);
    assert.ok(from.includes(`← output of step 1 (${first.spanId}), by text`), from);
    assert.ok(to.startsWith('Went to\noutput output.value 0-'), to);
    assert.ok(to.includes(`→ input of step 3 (${third.spanId}), by text`), to);
    assert.ok(from.includes(excerpt(1).slice(0, 8)) && to.includes(excerpt(2).slice(0, 8)));
    for (const line of text.split('\n')) assert.ok(widthOf(line) <= 80, line);
    assert.ok(!text.includes('\u001b'));
  }
});

test('as JSON', async () => {
  const { out } = await run(['link', '--explain', third.spanId.slice(-8).padStart(16, '0'), '--json'], {
    input: JSONL,
  });
  const { traceId, spanId, name, from, to } = JSON.parse(out.toString());
  assert.deepEqual(
    { traceId, spanId, name, to },
    { traceId: third.traceId, spanId: third.spanId, name: 'step 3', to: [] },
  );
  assert.equal(from[0].from.spanId, second.spanId);
});

test('a span that went nowhere says so', async () => {
  const { out } = await run(['link', '--explain', TRACE[0].spanId], { input: JSONL });
  assert.match(
    out.toString(),
    /\nNo part of it was found in an earlier span\.\n\nNo part of it was found in a later span\.\n$/,
  );
});

test('the first digits are enough if only one span has them', async () => {
  const prefix = first.spanId.slice(0, 11);
  const { code, out, err } = await run(['link', '--explain', prefix], { input: JSONL });
  assert.deepEqual({ code, out: out.toString() }, { code: 2, out: '' });
  assert.match(
    err,
    new RegExp(`^spanloom: 4 spans have an id that begins with ${prefix}:\n  --explain ${second.spanId} --trace `),
  );
  const all = `${JSONL}${JSON.stringify(jsonRequest(chain(1, 1).map((span) => ({ ...span, spanId: first.spanId }))))}`;
  const two = await run(['link', '--explain', first.spanId], { input: all });
  assert.match(two.err, /^spanloom: 2 spans have/);
  const one = await run(['link', '--explain', first.spanId, '--trace', first.traceId], { input: all });
  assert.equal(one.code, 0);
});

test('no such span, and what was refused', async () => {
  const none = await run(['link', '--explain', 'ffff'], { input: JSONL });
  assert.deepEqual(
    { code: none.code, err: none.err },
    { code: 1, err: 'spanloom: no span has an id that begins with ffff\n' },
  );
  const refused = await run(['link', '--explain', first.spanId], { input: `${JSONL}x\n` });
  assert.deepEqual({ code: refused.code, err: refused.err }, { code: 1, err: 'stdin:3: no JSON object begins here\n' });
  assert.match(refused.out.toString(), /Went to/);
});

test('colours only where they are wanted; control characters never', () => {
  const request = JSON.stringify(jsonRequest([{ ...first, name: 'evil\u001b[2J\nname' }, second]));
  const part = { side: 'output', attribute: 'output.value', path: 'output.value', range: [0, 5] };
  const explanation = /** @type {any} */ ({
    ...{ traceId: first.traceId, spanId: first.spanId, from: [], trace: new RecordedTrace(request) },
    to: [{ ...part, via: 'text', to: { ...part, side: 'input', spanId: second.spanId } }],
  });
  const plain = explanationText(explanation, { color: false, columns: 60 });
  assert.ok(!plain.includes('\u001b'));
  assert.match(plain, /^evil\\u001b\[2J name\n/);
  const colored = explanationText(explanation, { color: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them
  assert.equal(colored.replace(/\u001b\[\d+m/g, ''), explanationText(explanation, { color: false }));
  assert.notEqual(colored, plain);
});

test('lines fit by columns, not by code units', () => {
  assert.deepEqual([widthOf('abc'), widthOf('日本'), widthOf('😀'), widthOf('e\u0301')], [3, 4, 2, 1]);
  for (const text of ['x'.repeat(99), '日'.repeat(99), '😀'.repeat(99), 'é'.normalize('NFD').repeat(99)])
    for (const width of [2, 5, 40]) {
      const line = fit(text, width);
      assert.ok(widthOf(line) <= width && widthOf(line) >= width - 1 && line.endsWith('…'));
    }
  assert.equal(fit('short', 40), 'short');
});
