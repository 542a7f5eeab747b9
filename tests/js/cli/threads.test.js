// Threads, windows and large inputs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import v8 from 'node:v8';
import vm from 'node:vm';
import { linkInputs } from '../../../js/cli/link.js';
import { NO_PROGRESS } from '../../../js/cli/progress.js';
import { linksOf, run, spansOf } from './support/command.js';
import { chain, jsonRequest, protobufRequest, span } from './support/requests.js';

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc');

const MIB = 2 ** 20;
const TRACES = Array.from({ length: 60 }, (_, i) => chain(i, 4));
/** The first spans of all traces, then the second ones, and so on. */
const SPREAD = Array.from({ length: 5 }, (_, index) => TRACES.map((trace) => trace[index]));

/** @param {Buffer} out */
const linesOf = (out) => out.toString().split('\n').filter(Boolean);

test('the links do not depend on the number of threads, and the bytes not on their speed', async () => {
  const input = SPREAD.map((spans) => JSON.stringify(jsonRequest(spans))).join('\n');
  const one = await run(['link', '--threads', '1'], { input });
  const wanted = linksOf(linesOf(one.out));
  assert.equal(wanted.length, 60 * 3);
  for (const threads of ['2', '3', '5']) {
    const runs = await Promise.all([1, 2].map(() => run(['link', '--threads', threads], { input })));
    assert.deepEqual(runs[0].out, runs[1].out);
    for (const { code, err, out } of runs) {
      assert.deepEqual({ code, err }, { code: 0, err: one.err });
      assert.deepEqual(linksOf(linesOf(out)), wanted);
      assert.deepEqual(new Set(spansOf(linesOf(out)).keys()), new Set(spansOf(linesOf(one.out)).keys()));
    }
  }
});

test('threads refuse a broken line once', async () => {
  const input = `${JSON.stringify(jsonRequest(SPREAD[0]))}\n{"resourceSpans":7}\n`;
  const { code, err } = await run(['link', '--threads', '3', '--json'], { input });
  const { spans, refused, refusals } = JSON.parse(err);
  assert.deepEqual(
    { code, spans, refused, place: refusals[0].place },
    { code: 1, spans: 60, refused: 1, place: 'stdin:2' },
  );
});

const FILLER = 'unrelated words that nobody repeats '.repeat(500);

/** A trace whose halves have `bytes` of other traces between them, in lines. @param {number} bytes */
function* farApart(bytes) {
  const [root, first, second] = chain(1, 2);
  yield [root, first];
  for (let i = 0, size = 0; size < bytes; i++, size += FILLER.length)
    yield [span(100 + i, 0, { 'output.value': `${i} ${FILLER}` })];
  yield [second];
}

/** @param {number} bytes @param {string[]} args */
async function linkFarApart(bytes, args) {
  const input = Array.from(farApart(bytes), (spans) => JSON.stringify(jsonRequest(spans))).join('\n');
  const { code, out, err } = await run(['link', '--json', ...args], { input });
  const { spans, links, lateSpans, evictedSpans } = JSON.parse(err);
  assert.equal(code, 0);
  assert.equal(spansOf(linesOf(out)).size, spans);
  return { links: links.text, lateSpans, evictedSpans };
}

test('within the window a trace is whole, beyond it the rest is late; nothing is lost', async () => {
  assert.deepEqual(await linkFarApart(3 * MIB, []), { links: 1, lateSpans: 0, evictedSpans: 0 });
  assert.deepEqual(await linkFarApart(3 * MIB, ['--window', '1']), { links: 0, lateSpans: 1, evictedSpans: 0 });
  const threads = ['--window', '1', '--threads', '2'];
  assert.deepEqual(await linkFarApart(3 * MIB, threads), { links: 0, lateSpans: 1, evictedSpans: 0 });
});

test('with a window that is smaller than the input, the links are the same', async () => {
  const input = Array.from({ length: 2000 }, (_, i) => JSON.stringify(jsonRequest(chain(i, 3)))).join('\n');
  const [whole, windowed] = await Promise.all([[], ['--window', '1']].map((args) => run(['link', ...args], { input })));
  assert.match(whole.err, /^8,000 spans in 2,000 traces\n4,000 links: /);
  assert.equal(windowed.err, whole.err);
  assert.deepEqual(linksOf(linesOf(windowed.out)), linksOf(linesOf(whole.out)));
});

test('beyond the memory, the oldest traces are written without links', async () => {
  const { lateSpans, evictedSpans } = await linkFarApart(40 * MIB, ['--memory', '32', '--threads', '1']);
  assert.ok(evictedSpans > 100, `${evictedSpans} evicted`);
  assert.equal(lateSpans, 1);
});

test('memory does not grow with the input', async () => {
  const spans = 40;
  const size = 96 * MIB;
  let written = 0;
  let peak = 0;
  async function* chunks() {
    for (let i = 0, read = 0; read < size; i++) {
      const chunk = protobufRequest(
        Array.from({ length: spans }, (_, k) => span(i, k, { 'output.value': `${i} ${k} ${FILLER}` })),
      );
      read += chunk.length;
      yield chunk;
      if (i % 20 === 0) {
        collectGarbage();
        peak = Math.max(peak, process.memoryUsage().rss);
      }
    }
  }
  const start = process.memoryUsage().rss;
  const sink = {
    isTerminal: false,
    async write(/** @type {Uint8Array} */ bytes) {
      written += bytes.length;
    },
    finish: async () => {},
    abandon: async () => {},
  };
  const summary = await linkInputs({
    options: { from: undefined, to: undefined, threads: 1, window: 4 * MIB, memory: 64 * MIB, minLength: undefined },
    inputs: [{ name: 'in', chunks: chunks(), bytesRead: () => 0 }],
    sink,
    progress: NO_PROGRESS,
    onRefused: ({ place, reason }) => assert.fail(`${place}: ${reason}`),
  });
  assert.ok(written >= size);
  assert.equal(summary.counts.evictedSpans + summary.counts.lateSpans, 0);
  assert.ok(peak - start < size, `${Math.round((peak - start) / MIB)} MiB`);
});
