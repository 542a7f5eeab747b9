// A throw at any point inside of spanloom costs at most the span that it struck, and the program nothing.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { inspect, isDeepStrictEqual } from 'node:util';
import { faults } from '../support/chaos/faults.js';
import { SPANS, smallProgram } from '../support/chaos/small-program.js';

const { createTracer, memory } = await import('../../../js/index.js');

/** @typedef {import('../../../js/index.js').FinishedSpan} FinishedSpan */
/** @typedef {import('../../../js/index.js').TracerOptions} TracerOptions */
/** @typedef {Awaited<ReturnType<typeof strike>>} Run */

const QUESTION = 'Where do the rivers go?';
/** Every point of this list is struck at each of these times that it is reached, and at the last one. */
const TIMES = [1, 2, 3, 5, 9, 17, 33];
const PATIENCE = 5000;
/** Where the news that a span is over does not get through, or its handle not to the user: it stays open until its time is up, or others need its place. */
const LEFT_OPEN =
  /^(results\/|reading\/(native-promise|observed|proxies-on-server)\b)| isObject:| ResultObserver.end:| addEnd:| Tracer.(fail|finish):| Span\./;

/** @type {Record<string, TracerOptions>} */
const VARIANTS = {
  plainly: {},
  'with a mask': { mask: (/** @type {unknown} */ value) => value },
};
/** @type {Record<string, () => Error>} */
const ERRORS = {
  'an error': () => new Error('struck inside'),
  'the end of the stack': () => new RangeError('Maximum call stack size exceeded'),
};

/** @type {unknown[]} */
const rejections = [];
const note = (/** @type {unknown} */ error) => rejections.push(error);
process.on('unhandledRejection', note);
after(() => process.off('unhandledRejection', note));

/** Runs the program with a throw at one point, and once more without. @param {TracerOptions} options @param {number} [at] @param {() => Error} [makeError] */
async function strike(options, at, makeError) {
  const sink = memory();
  const tracer = createTracer({ queue: { flushInterval: 1e6 }, onError() {}, ...options, exporters: [sink] });
  const run = smallProgram(tracer);
  faults.watch(at, makeError);
  const seen = await outcome(() => run(QUESTION));
  const inProgram = faults.count;
  const flushed = await outcome(() => tracer.flush());
  const { struck, order } = faults.stop();
  const again = await outcome(() => run(QUESTION));
  await tracer.flush();
  const stats = tracer.stats();
  await tracer.shutdown();
  await turn();
  return { spans: sink.spans, stats, seen, flushed, again, struck, order, isInProgram: (at ?? 0) <= inProgram };
}

/** @param {() => Promise<unknown>} run @returns what it gave or threw, as text */
const outcome = async (run) =>
  inspect(await run().catch((error) => ({ error })), { depth: 9 }).replace(/\n +at .*/g, '');

/** What every span says, apart from ids and times, in order of their start. @param {FinishedSpan[]} spans */
function contentByName(spans) {
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  /** @type {Record<string, object[]>} */
  const byName = Object.fromEntries(SPANS.map((name) => [name, []]));
  for (const { name, kind, status, input, output, attributes, parentSpanId } of spans.toSorted(byStart)) {
    const { 'exception.stacktrace': _, ...others } = attributes;
    byName[name].push({ kind, status, input, output, parent: names.get(parentSpanId ?? ''), attributes: others });
  }
  return byName;
}

const byStart = (/** @type {FinishedSpan} */ a, /** @type {FinishedSpan} */ b) =>
  Number(a.startTimeUnixNano - b.startTimeUnixNano);

const sum = (/** @type {Record<string, number>} */ counts) => Object.values(counts).reduce((a, b) => a + b, 0);

/** What is wrong with a run. @param {Run} run @param {Run} faultless */
function complaints(run, faultless) {
  /** @type {string[]} */
  const found = [];
  if (run.seen !== faultless.seen) found.push(`the program saw ${run.seen}`);
  if (run.flushed !== faultless.flushed) found.push(`flush() gave ${run.flushed}`);
  if (run.again !== faultless.seen) found.push(`the second program saw ${run.again}`);
  if (rejections.length > 0) found.push(`unhandled: ${rejections.splice(0)}`);
  const { started, unrecorded, ended, exported, stored, dropped } = run.stats.spans;
  const { spans: queued } = run.stats.queue;
  if (queued !== 0 || ended !== exported + stored + sum(dropped)) found.push('the account is wrong');
  if (started + unrecorded !== 2 * SPANS.length) found.push(`${started} started, ${unrecorded} were not recorded`);
  if (started !== ended && !LEFT_OPEN.test(run.struck)) found.push(`${started} started, ${ended} ended`);
  if (run.spans.length !== exported) found.push(`${run.spans.length} arrived`);

  const expected = contentByName(faultless.spans);
  const got = contentByName(run.spans);
  const lost = SPANS.filter((name) => got[name].length < 2);
  if (SPANS.some((name) => got[name].length > 2)) found.push('a span arrived twice');
  const late = SPANS.filter((name) => !isDeepStrictEqual(got[name].at(-1), expected[name][1]));
  if (late.length > 0) found.push(`of the second program: ${late}`);
  // What is handed over together may be lost together, and is counted.
  if (!run.isInProgram) return found;
  const harmed = SPANS.filter((name) => !isDeepStrictEqual(got[name].at(-2), expected[name][0]));
  const others =
    lost.length === 1 ? harmed.filter((name) => !isAboutLost(lost[0], got[name][0], expected[name][0])) : harmed;
  if (others.length > 1) found.push(`of the first program: ${others}`);
  return found;
}

/** Whether a span differs by nothing but a lost one around it. @param {string} lost @param {any} got @param {any} expected */
function isAboutLost(lost, got, expected) {
  if (!got) return false;
  const { parent, attributes, ...own } = expected;
  return (
    (parent === lost || parent === got.parent) && isDeepStrictEqual({ ...own, parent: got.parent, attributes }, got)
  );
}

/** @param {Run} faultless @returns which of the points it reached are struck */
function chosen({ order }) {
  /** @type {Map<string, number[]>} */
  const times = new Map();
  for (const [i, point] of order.entries()) times.set(point, [...(times.get(point) ?? []), i + 1]);
  return [...times.values()].flatMap((all) =>
    [...new Set([...TIMES.map((n) => all[n - 1]), all.at(-1)])].filter(Boolean),
  );
}

for (const [variant, options] of Object.entries(VARIANTS)) {
  for (const [what, makeError] of Object.entries(ERRORS)) {
    test(`${what} at any point, ${variant}`, async () => {
      const faultless = await strike(options);
      assert.deepEqual(faultless.stats.spans.ended, 2 * SPANS.length);
      assert.equal(faultless.seen, faultless.again);
      /** @type {Map<string, string>} */
      const wrong = new Map();
      for (const at of chosen(faultless)) {
        const run = await Promise.race([strike(options, at, makeError), turnedAway()]);
        if (!run) wrong.set(`${faultless.order[at - 1]} (${at})`, 'hangs');
        else for (const what of complaints(run, faultless)) wrong.set(`${run.struck} (${at})`, what);
      }
      assert.deepEqual(wrong, new Map());
    });
  }
}

const turnedAway = () => new Promise((resolve) => setTimeout(resolve, PATIENCE).unref());
