// Recursion of wrapped functions up to the end of the stack, wherever that strikes: the program sees its own error, and each span is counted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';

const OURS = new URL('../../../js/', import.meta.url).href;

const sum = (/** @type {Record<string, number>} */ counts) => Object.values(counts).reduce((a, b) => a + b, 0);
const isOverflow = (/** @type {any} */ error) => error instanceof RangeError && /call stack/.test(error.message);

/** How deep a function that calls itself gets. @param {(again: () => void) => () => void} make */
function depthOf(make) {
  let depth = 0;
  const f = make(() => {
    depth += 1;
    f();
  });
  assert.throws(f, isOverflow);
  return depth;
}

test('wrapped recursion gets at least an eighth as deep, and two frames of a stack are not the program', () => {
  const tracer = createTracer({});
  const bare = depthOf((again) => again);
  const wrapped = depthOf((again) => tracer.task(again));
  assert.ok(wrapped > bare / 8, `${wrapped} of ${bare}`);
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 20;
  const names = tracer.task(() => tracer.task(() => new Error('here').stack ?? '', { name: 'b' })())();
  Error.stackTraceLimit = limit;
  const own = String(names)
    .split('\n')
    .filter((line) => line.includes(OURS) || line.includes('async_hooks'));
  assert.ok(own.length <= 2 * 2, own.join('\n'));
});

test('120 endless recursions that are caught: no other span is lost, and each is counted', async () => {
  const sink = memory();
  /** @type {any[]} */
  const errors = [];
  const tracer = createTracer({
    exporters: [sink],
    queue: { maxSpans: 1e6, maxBytes: 1e9 },
    onError: (error) => errors.push(error),
  });
  const beside = tracer.tool((/** @type {unknown} */ x) => x, { name: 'beside' });
  let turn = 0;
  for (; turn < 120; turn++) {
    // Frames of other sizes, so that the end of the stack is met everywhere.
    const filler = Array.from({ length: turn % 40 }, (_, i) => i);
    const f = tracer.task((/** @type {unknown} */ _, /** @type {number[]} */ ...rest) => again(...rest), {
      name: 'again',
    });
    const again = (/** @type {number[]} */ ...rest) => /** @type {any} */ (f)({ turn, list: [1, { n: 1 }] }, ...rest);
    const go = (/** @type {unknown} */ value) => /** @type {any} */ (f)(value, ...filler);
    beside(turn);
    if (turn % 3 === 0) assert.throws(() => go(1), isOverflow);
    else if (turn % 3 === 1)
      assert.throws(() => tracer.trace('block', () => go({ [`key ${turn}`]: 'x'.repeat(turn) })), isOverflow);
    else {
      const walk = tracer.workflow(async () => go([turn]), { name: 'walk' });
      await assert.rejects(walk(), isOverflow);
    }
    beside(turn);
    assert.equal(tracer.currentSpan(), undefined);
    if (turn % 10 === 0) await tracer.flush();
  }
  await tracer.flush();
  const { started, ended, exported, dropped, unrecorded } = /** @type {any} */ (tracer.stats()).spans;
  assert.deepEqual([ended, exported + sum(dropped)], [started, ended]);
  assert.equal(sum(dropped), 0);
  assert.ok(unrecorded < 120 * 10, `${unrecorded} calls were not recorded`);
  assert.equal(sink.spans.filter(({ name }) => name === 'beside').length, 2 * turn);
  const failed = sink.spans.filter(({ name }) => name === 'again');
  assert.ok(failed.length > 0 && failed.every(({ status }) => status.code === 'error'));
  await tracer.shutdown();
});
