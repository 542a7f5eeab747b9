// linkbench as each convention would have recorded it: contents alone, no object identity.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONVENTIONS } from './support/conventions/index.js';
import { hasLinkbench } from './support/linkbench.js';
import { scoreRecorded, scoreRecordedPipelines } from './support/linked.js';

/** Links of small programs that it misses in some conventions: two models of one name, of which the second has all that the first one had, are one step. */
const KNOWN = ['nested-workflows: write.input -> draft.input', 'nested-workflows: write.input -> outline.input'];

const skip = !hasLinkbench() && 'linkbench is not here';
const LEAST = 0.99;

/** @param {{ f1: number, strictF1: number, missing: number, wrong: number }} score @param {string} of */
const atLeast = ({ f1, strictF1, missing, wrong }, of) =>
  assert.ok(
    f1 >= LEAST && strictF1 >= LEAST,
    `${of}: F1 ${f1.toFixed(4)}, strict ${strictF1.toFixed(4)}; ${missing} missing, ${wrong} wrong; both have to be ${LEAST}`,
  );

for (const [name, convention] of Object.entries(CONVENTIONS)) {
  test(`${name}: nearly every link of recorded agent runs, nearly no other`, { skip }, async () => {
    atLeast((await scoreRecorded('agents', convention)).all, name);
  });

  test(`${name}: small programs have every link that contents can tell, and no other`, { skip }, async () => {
    const { missing, wrong } = await scoreRecordedPipelines(convention);
    const unknown = (/** @type {string[]} */ lines) => lines.filter((line) => !KNOWN.includes(line));
    assert.deepEqual({ missing: unknown(missing), wrong: unknown(wrong) }, { missing: [], wrong: [] });
  });
}

for (const name of ['openinference', 'genai-logs']) {
  test(`${name}: protobuf, and starts rounded down to the millisecond`, { skip }, async () => {
    atLeast((await scoreRecorded('agents', CONVENTIONS[name], { isRounded: true, format: 'protobuf' })).all, name);
  });
}

test('conversations in turn: unrelated ones stay apart', { skip }, async () => {
  for (const name of ['genai', 'traceloop']) atLeast((await scoreRecorded('batches', CONVENTIONS[name])).all, name);
});
