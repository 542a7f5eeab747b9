// Spans that have nothing to do with each other, but look alike.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FORMS, SHAPES } from '../support/content/boilerplate.js';
import { independentParagraphs } from '../support/content/paragraphs.js';
import { linksOf, recording } from '../support/spans.js';

const SPANS = 1000;
const MOST = 1;
const texts = await independentParagraphs(20_240_611);

test('the corpus has enough independent paragraphs', () => {
  assert.ok(texts.length > SPANS, `${texts.length} paragraphs`);
});

for (const [form, { ask, answer }] of Object.entries(FORMS)) {
  for (const [shape, run] of Object.entries(SHAPES)) {
    test(`${SPANS} spans, ${form}, ${shape}: at most ${MOST} false link`, async () => {
      const { tracer, finish } = recording({ queue: { maxSpans: 1e5, maxBytes: 2 ** 30 } });
      // Every other step is given a paragraph, and those between return one: none is used twice.
      const steps = texts.slice(0, SPANS).map((text, i) => {
        const step = tracer.llm(async (/** @type {unknown} */ _request) => answer(i % 2 ? text : `Summary ${i}`, i), {
          name: 'step',
        });
        return () => step(ask(i % 2 ? `Passage ${i}` : text));
      });
      await run(tracer, steps);
      const spans = await finish();
      const found = spans.flatMap((span) => linksOf(span, spans));
      assert.ok(found.length <= MOST, `${found.length} links`);
    });
  }
}
