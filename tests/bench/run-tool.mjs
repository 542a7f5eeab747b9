// One tool in a process of its own, as it patches globals. `node run-tool.mjs <tool> <url>` by fork; sends what it measured.
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './statistics.mjs';
import { createApp, question, SPANS_PER_REQUEST } from './workload.mjs';

const IN_FLIGHT = 10;
const WARM_UP = 500;
const MEASURED = 3000;
const WINDOWS = 2000;
const WARM_UP_WINDOWS = 300;
/** Less than any tool's batch, so that none sends within a window. */
const WINDOWS_PER_FLUSH = 40;

const [, , name, url] = process.argv;
const { start } = await import(`./tools/${name}.mjs`);
const tool = await start(url);
const total = await totalCpu();
const windows = await callPath();
process.send({ ...total, ...windows });
process.disconnect();

/** CPU time of all threads per span, from the first call until everything is delivered. */
async function totalCpu() {
  const app = createApp(tool.wrap, () => new Promise(setImmediate));
  await load(app, WARM_UP);
  await tool.flush();
  globalThis.gc();
  const before = process.cpuUsage();
  const start = performance.now();
  await load(app, MEASURED);
  await tool.flush();
  const { user, system } = process.cpuUsage(before);
  const spans = MEASURED * SPANS_PER_REQUEST;
  return { cpu: (user + system) / spans, wall: ((performance.now() - start) * 1000) / spans };
}

async function load(app, requests) {
  let next = 0;
  const worker = async () => {
    while (next < requests) await app(question(next++));
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

/**
 * Time in the caller's way, per call. A window is one request whose steps wait for nothing but promises: no timer and no I/O runs
 * until it is over, so that nothing is in it but the program and what the tool does at each call.
 */
async function callPath() {
  const app = createApp(tool.wrap, () => undefined);
  const times = [];
  for (let i = -WARM_UP_WINDOWS; i < WINDOWS; i++) {
    const query = question(i + WARM_UP_WINDOWS);
    const start = performance.now();
    await app(query);
    const time = performance.now() - start;
    if (i >= 0) times.push((time * 1000) / SPANS_PER_REQUEST);
    await new Promise(setImmediate);
    if (i % WINDOWS_PER_FLUSH === 0) await tool.flush();
  }
  await tool.flush();
  await sleep(0);
  const spans = (WARM_UP + MEASURED + WINDOWS + WARM_UP_WINDOWS) * SPANS_PER_REQUEST;
  return { call: median(times), callMean: times.reduce((sum, time) => sum + time, 0) / times.length, spans };
}
