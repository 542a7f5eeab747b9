// Prints how long the first picture takes, and what a frame costs the page's main thread while the graph is moved.
// node tests/viewer/graph/frames.mjs
import { startChromium } from '../page.js';
import { serveGraph } from './harness-page.js';
import { randomTrace } from './traces.js';

const FRAMES = 120;
const SIZES = [
  [5000, 20_000],
  [500, 2000],
];
const GESTURES = {
  pan: (page) => page.mouse.wheel(6, 9),
  zoom: (page, turn) => page.mouse.wheel(0, turn % 40 < 20 ? -12 : 12),
};

const server = await serveGraph();
const browser = await startChromium();
try {
  let page;
  for (const [spans, links] of SIZES) {
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(server.url);
    await page.waitForFunction(() => globalThis.show);
    const first = await page.evaluate(firstPicture, randomTrace({ spans, links, seed: 3 }));
    console.log(`${spans} spans, ${links} links: first picture after ${Math.round(first)} ms`);
  }
  const counts = await page.evaluate(() => {
    const root = document.querySelector('#host').shadowRoot;
    return ['[data-node]', '.graph-edge'].map((one) => root.querySelectorAll(one).length);
  });
  console.log(`${counts[0]} nodes and ${counts[1]} edges are drawn`);
  const session = await page.context().newCDPSession(page);
  // Time of the processor, so that what else the machine does counts little.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.mouse.move(600, 500);
  for (const [name, act] of Object.entries(GESTURES)) {
    if (name === 'zoom') await page.keyboard.down('Control');
    const before = await taskTime(session);
    const frames = page.evaluate(countFrames, FRAMES);
    for (let turn = 0; turn < FRAMES; turn++) await act(page, turn);
    await frames;
    const spent = (await taskTime(session)) - before;
    if (name === 'zoom') await page.keyboard.up('Control');
    console.log(`${name}: ${((1000 * spent) / FRAMES).toFixed(2)} ms of the main thread a frame`);
  }
} finally {
  await browser.close();
  await server.close();
}

/** @param {any} trace */
async function firstPicture(trace) {
  const start = performance.now();
  globalThis.show(trace);
  const root = document.querySelector('#host').shadowRoot;
  while (!root.querySelector('[data-node]')) await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.now() - start;
}

/** @param {number} count */
async function countFrames(count) {
  for (let frame = 0; frame < count; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Seconds that the main thread has worked. */
async function taskTime(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value;
}
