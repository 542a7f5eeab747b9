// Streamed answers in workerd: a third of the clients go away at random moments, and some streams outlive the wait window. Every span that started ends, and
// every span that ended is exported or counted as dropped. STREAMED_REQUESTS makes the run longer.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { bundleWorker } from './bundle.js';
import { project } from './packed.js';
import { startReceiver } from './receiver.js';
import { serveWorker } from './workerd.js';

const APP = readFileSync(new URL('edge-app.js', import.meta.url), 'utf8');
const REQUESTS = Number(process.env.STREAMED_REQUESTS ?? 200);
const SEED = 20_260;
const AT_ONCE = 16;
const WAIT_WINDOW = 150;
/** Spans of a request: the root, `ask`, `find`, `answer`. */
const SPANS = 4;

/** Mulberry32. @param {number} seed */
function choices(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return (/** @type {number} */ below) => Math.floor(next() * below);
}

const sleep = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks, and goes away after some milliseconds, if any are given. @param {string} url @param {number | undefined} leaveAfter */
async function ask(url, leaveAfter) {
  const signal = leaveAfter === undefined ? undefined : AbortSignal.timeout(leaveAfter);
  try {
    const response = await fetch(url, { signal });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    if (!signal?.aborted) throw error;
    return undefined;
  }
}

/** @param {string} origin @param {(below: number) => number} choose @param {number} i */
function plan(origin, choose, i) {
  const way = ['pulled', 'written', 'whole'][choose(3)];
  const words = 1 + choose(8);
  // Some need no I/O at all, and some outlive the window.
  const pause = [0, 1 + choose(10), choose(8) === 0 ? WAIT_WINDOW : 5][choose(3)];
  const leaveAfter = choose(3) === 0 ? 1 + choose(words * (pause + 1)) : undefined;
  return { url: `${origin}/${way}?q=${i}&words=${words}&pause=${pause}`, words, leaveAfter };
}

for (const flags of [['nodejs_als'], []])
  test(`workerd ${flags}: no span of a streamed answer is lost`, { timeout: 600_000 }, async (t) => {
    const receiver = await startReceiver(t);
    const folder = project(t);
    await bundleWorker(folder, APP);
    const bindings = { OTLP_URL: `${receiver}/v1/traces`, WAIT_WINDOW: String(WAIT_WINDOW) };
    const origin = await serveWorker(t, folder, flags, ['spanloom.wasm'], bindings);
    const choose = choices(SEED);
    const plans = Array.from({ length: REQUESTS }, (_, i) => plan(origin, choose, i));
    let left = 0;
    const client = async () => {
      for (let next = plans.shift(); next; next = plans.shift()) {
        const answer = await ask(next.url, next.leaveAfter);
        if (!answer) left += 1;
        else assert.deepEqual([answer.status, answer.text.trim().split(' ').length], [200, 2 * next.words]);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, client));
    assert.ok(left > REQUESTS / 8, `only ${left} clients went away`);
    const read = async () => (await fetch(`${origin}/stats`)).json();
    let stats = await read();
    for (let i = 0; i < 100 && (stats.spans.open > 0 || stats.queue.spans > 0); i++) {
      await sleep(100);
      stats = await read();
    }
    const { spans, queue } = stats;
    t.diagnostic(`${REQUESTS} requests, ${left} aborted, seed ${SEED}: ${JSON.stringify(spans)}`);
    assert.deepEqual([spans.open, queue.spans, spans.evicted], [0, 0, 0]);
    const dropped = Object.values(spans.dropped).reduce((sum, count) => sum + count, 0);
    assert.equal(spans.ended, spans.exported + dropped);
    const { requests } = await (await fetch(`${receiver}/received?service=edge`)).json();
    assert.equal(requests.flatMap((/** @type {any} */ request) => request.spans).length, spans.exported);
    assert.ok(spans.ended <= REQUESTS * SPANS);
  });
