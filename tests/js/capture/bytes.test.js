// `capture.maxValueBytes` limits the UTF-8 bytes of what is exported, whatever its letters.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';
import fc from '../support/fast-check.js';

/** What a tracer exports of a value. @param {unknown} value @param {number} maxValueBytes */
async function exported(value, maxValueBytes) {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], capture: { maxValueBytes } });
  tracer.task(() => value)();
  await tracer.flush();
  const { truncated } = tracer.stats().content;
  await tracer.shutdown();
  return { text: String(sink.spans[0].output ?? ''), truncated };
}

for (const letter of ['a', 'é', '漢', '🦜']) {
  test(`a long text of ${letter} has as much as fits, and the mark`, async () => {
    const { text, truncated } = await exported(letter.repeat(200), 100);
    const bytes = Buffer.byteLength(text);
    assert.ok(bytes <= 100 && bytes > 100 - Buffer.byteLength(letter), `${bytes} bytes`);
    assert.match(text, new RegExp(`^(${letter})+…$`, 'u'));
    assert.equal(truncated, 1);
  });

  test(`a text of ${letter} that just fits is whole`, async () => {
    const whole = letter.repeat(120 / Buffer.byteLength(letter));
    assert.deepEqual(await exported(whole, 120), { text: whole, truncated: 0 });
  });
}

test('JSON stays valid, and within the limit', async () => {
  const unit = fc.constantFrom('a', '"', '\n', 'é', '漢', '🦜', '\ud800', '\u0001');
  const texts = fc.array(fc.string({ unit, maxLength: 60 }), { minLength: 1, maxLength: 8 });
  const value = fc.oneof(texts, fc.record({ key: texts, 漢字: fc.string({ unit, maxLength: 60 }) }));
  await fc.assert(
    fc.asyncProperty(value, fc.integer({ min: 1, max: 300 }), async (value, limit) => {
      const { text, truncated } = await exported(value, limit);
      assert.ok(Buffer.byteLength(text) <= limit, `${Buffer.byteLength(text)} bytes of ${limit}`);
      const isWhole = Buffer.byteLength(JSON.stringify(value)) <= limit;
      assert.equal(truncated, isWhole ? 0 : 1);
      if (isWhole) assert.equal(text, JSON.stringify(value));
      else if (text) JSON.parse(text);
    }),
    { numRuns: 300 },
  );
});
