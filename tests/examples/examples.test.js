// The examples of one file each, as their users run them: what they print, and their spans and links.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { labelsOf, score } from '../frameworks/score.js';
import { programsOf, steady } from '../house/programs.js';
import { EXAMPLES, runExample } from './run.js';
import { TRACES } from './traces.js';
import { serveExample, startLongModel } from './worker.js';

const WORKER = 'hono-worker';
const LENGTH = 60;
const page = programsOf('examples/README.md');

function assertTrace(spans, { parents, edges, optional = [] }) {
  const labels = labelsOf(spans);
  const found = Object.fromEntries(
    spans.map(({ spanId, parentSpanId }) => [labels.get(spanId), parentSpanId && labels.get(parentSpanId)]),
  );
  assert.deepEqual(found, parents);
  const { missing, wrong } = score(edges, optional, spans);
  assert.deepEqual({ missing, wrong }, { missing: [], wrong: [] });
}

for (const name of Object.keys(TRACES).filter((one) => one !== WORKER)) {
  test(name, async (t) => {
    const { code, out, err, spans } = await runExample(t, name);
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.ok(out.startsWith(`${TRACES[name].answer}\ntrace `), out);
    assertTrace(spans, TRACES[name]);
    if (page.outputs.has(name)) assert.equal(steady(out), steady(page.outputs.get(name)));
  });
}

test(`${WORKER}, in workerd: the spans leave behind the stream`, { timeout: 60_000 }, async (t) => {
  const { answer, parents, ...expected } = TRACES[WORKER];
  const { url, arrived } = await serveExample(t, WORKER, Object.keys(parents).length);
  const response = await fetch(`${url}/?q=${encodeURIComponent('When does the lighthouse open?')}`);
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  const events = await response.text();
  assert.equal(events.replace(/^data: |\n\n/gm, ''), answer);
  const spans = await arrived;
  assertTrace(spans, { parents, ...expected });
  const { attributes } = spans.find(({ name }) => name === 'answer');
  assert.equal(attributes['gen_ai.request.model'], 'gpt-4o-mini');
});

test(`${WORKER}, in workerd: the model stops when the client has gone away`, { timeout: 60_000 }, async (t) => {
  const model = await startLongModel(t);
  const { url, arrived } = await serveExample(t, WORKER, Object.keys(TRACES[WORKER].parents).length, model);
  const client = new AbortController();
  const { body } = await fetch(`${url}/?q=lighthouse`, { signal: client.signal });
  await body?.getReader().read();
  client.abort();
  assert.equal(await model.stopped, true);
  const { attributes } = (await arrived).find(({ name }) => name === 'GET /');
  assert.equal(attributes['spanloom.result'], 'cancelled');
});

test('each example is run, listed, and short', () => {
  const files = readdirSync(EXAMPLES).filter((file) => file.endsWith('.js'));
  assert.deepEqual(
    files.sort(),
    Object.keys(TRACES)
      .map((name) => `${name}.js`)
      .sort(),
  );
  for (const file of files) {
    assert.ok(page.text.includes(`](${file})`), `${file} is not in the README`);
    const lines = readFileSync(join(EXAMPLES, file), 'utf8').trimEnd().split('\n').length;
    assert.ok(lines <= LENGTH, `${file} has ${lines} lines`);
  }
});
