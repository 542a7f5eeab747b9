// Runs an app whose links are known.
import assert from 'node:assert/strict';
import { createTracer, memory } from '../../js/index.js';
import { score } from './score.js';
import { startServer } from './server.js';

/**
 * @typedef {Object} App
 * @property {string} name
 * @property {import('./server.js').Model} [model] what the server says
 * @property {(given: { tracer: import('../../js/index.js').Tracer, server: { url: string } }) => Promise<unknown>} run
 * @property {Record<string, number>} spans how often each step runs
 * @property {import('./score.js').Edge[]} edges what each step was given, and from where
 * @property {import('./score.js').Edge[]} [optional] what may be seen either way
 */

/** What the program returns, and what came of it. @param {App} app @param {import('../../js/index.js').TracerOptions} options */
async function runOnce({ model = () => '', run }, options) {
  const server = await startServer(model);
  const tracer = createTracer(options);
  try {
    const value = await run({ tracer, server });
    await tracer.flush({ open: true, timeout: 5000 });
    return { value, stats: tracer.stats() };
  } finally {
    await tracer.shutdown();
    server.close();
  }
}

/** @param {App} app */
export async function runApp(app) {
  const untraced = await runOnce(app, { enabled: false });
  const exporter = memory();
  /** @type {Error[]} */
  const errors = [];
  const { value, stats } = await runOnce(app, { exporters: [exporter], onError: (error) => errors.push(error) });
  const { spans } = exporter;
  assert.deepEqual(errors, []);
  assert.deepEqual(value, untraced.value, 'the program gets what it gets untraced');
  assert.equal(new Set(spans.map(({ spanId }) => spanId)).size, spans.length, 'a span was exported twice');
  assert.deepEqual(countsOf(spans), Object.fromEntries(Object.entries(app.spans).sort()), 'spans are missing');
  assert.equal(stats.spans.ended, stats.spans.started, 'a span has not ended');
  return { spans, ...score(app.edges, app.optional ?? [], spans) };
}

/** @param {{ name: string }[]} spans */
function countsOf(spans) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { name } of [...spans].sort((a, b) => (a.name < b.name ? -1 : 1))) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
