// linkbench, where it stands beside the repository: no score falls below what spanloom promises.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasLinkbench, scorePipelines, scoreRuns } from '../../../scripts/bench-links.mjs';

const skip = !hasLinkbench() && 'linkbench is not here';

/** @param {import('../../../scripts/bench-links.mjs').Score} score @param {number} least @param {string} of */
function atLeast({ f1, strictF1 }, least, of) {
  assert.ok(f1 >= least && strictF1 >= least, `${of}: F1 ${f1}, strict ${strictF1}; both have to be ${least}`);
}

test('recorded agent runs: nearly every link, nearly no other', { skip }, async () => {
  const { all, bySource, problems } = await scoreRuns('agents');
  assert.deepEqual(problems, []);
  atLeast(all, 0.995, 'agents');
  atLeast(bySource['swe-agent'], 0.97, 'swe-agent');
});

test('conversations in turn: unrelated ones stay apart', { skip }, async () => {
  const { all, problems } = await scoreRuns('batches');
  assert.deepEqual(problems, []);
  atLeast(all, 0.99, 'batches');
});

test('small programs: every link, and no other', { skip }, async () => {
  const { missing, wrong, failed } = await scorePipelines();
  assert.deepEqual({ missing, wrong, failed }, { missing: [], wrong: [], failed: [] });
});
