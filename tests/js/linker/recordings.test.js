// Traces that other people's instrumentations recorded, with known links (linkbench, where it stands beside the repository).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasRecordings, linksOfRecording, recordings, scoreRecordings } from './support/recordings.js';

const skip = !hasRecordings() && 'linkbench is not here';

/** @param {import('./support/recordings.js').Score} score @param {number} leastPrecision @param {number} leastRecall @param {string} of */
function atLeast({ precision, recall, absent, missing, wrong }, leastPrecision, leastRecall, of) {
  const found = `${of}: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}; ${missing} missing, ${wrong} wrong`;
  assert.equal(absent, 0, `${of}: ${absent} traces have no result`);
  assert.ok(
    precision >= leastPrecision && recall >= leastRecall,
    `${found}; wanted ${leastPrecision} and ${leastRecall}`,
  );
}

test('nearly every link of each instrumentation is found, and nearly no other', { skip }, async (t) => {
  const { total, groups } = await scoreRecordings();
  for (const [instrumentation, score] of Object.entries(groups))
    await t.test(instrumentation, () => atLeast(score, 0.95, 0.9, instrumentation));
  await t.test('all', () => atLeast(total, 0.98, 0.96, 'all'));
});

test('protobuf and JSON give the same links', { skip }, async () => {
  const names = recordings('protobuf');
  assert.ok(names.length > 0);
  for (const name of names)
    assert.deepEqual(await linksOfRecording(name, 'protobuf'), await linksOfRecording(name, 'json'), name);
});
