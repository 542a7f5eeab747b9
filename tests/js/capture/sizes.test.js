// Hard inputs go through: every span arrives, nothing is refused, and what is not there is not linked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HARD } from '../support/content/sizes.js';
import { recording } from '../support/spans.js';

const ROOMY = { maxSpans: 1e6, maxBytes: 2 ** 30 };

for (const [name, { sizes, run }] of Object.entries(HARD)) {
  test(`${name}: ${sizes[1].toLocaleString('en')}`, async () => {
    const { tracer, finish } = recording({ queue: ROOMY, capture: { maxValueBytes: 1000 } });
    const made = run(tracer, sizes[1]);
    const spans = await finish();
    assert.equal(spans.length, made);
    assert.equal(tracer.stats()?.core.refused, 0);
  });
}

test('near-duplicates are not linked to each other', async () => {
  const { tracer, finish } = recording({ queue: ROOMY });
  HARD['near-duplicates'].run(tracer, 500);
  assert.deepEqual(
    (await finish()).flatMap(({ links }) => links),
    [],
  );
});

for (const name of ['a growing transcript', 'a growing list of messages']) {
  test(`${name}: each turn is linked to the one before, the rest is history`, async () => {
    const { tracer, finish } = recording({ queue: ROOMY });
    HARD[name].run(tracer, 200);
    const spans = await finish();
    const turns = spans.filter(({ parentSpanId }) => parentSpanId !== undefined);
    for (const [i, { links }] of turns.entries()) {
      assert.deepEqual(
        links.map(({ spanId }) => spanId),
        turns.slice(Math.max(0, i - 1), i).map(({ spanId }) => spanId),
        `turn ${i + 1}`,
      );
    }
  });
}

test('a text larger than all that may be remembered goes through', async () => {
  const { tracer, finish } = recording({ queue: ROOMY, links: { maxTextBytes: 1 << 16 } });
  HARD['unlike words'].run(tracer, 1 << 20);
  assert.ok((await finish()).every(({ links }) => links.length <= 1));
});
