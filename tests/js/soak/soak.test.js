import assert from 'node:assert/strict';
import { test } from 'node:test';
import { soak } from './soak.mjs';

const SPANS = 50_000;

test(`${SPANS} spans to a slow and flaky receiver: each arrives once, and the core's memory does not grow`, async () => {
  const { stats, accepted, repeated, samples } = await soak({ spans: SPANS });
  const { ended, exported, dropped, unrecorded } = stats.spans;
  assert.deepEqual(
    { ended, exported, accepted, repeated, dropped, unrecorded },
    { ended: SPANS, exported: SPANS, accepted: SPANS, repeated: 0, dropped: {}, unrecorded: 0 },
  );
  assert.ok(stats.export.retries > 0, 'the receiver was not flaky');
  assert.equal(stats.links.identity + stats.links.member, (SPANS / 5) * 5);
  const [half, end] = [samples[10], samples[19]];
  assert.equal(end.core, half.core);
});
