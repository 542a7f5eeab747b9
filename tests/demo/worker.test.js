import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { createReceiver } from '../../examples/receiver/receiver.js';
import { assertRuns } from './runs.js';
import { serveExample } from './workerd.js';

const QUESTIONS = [
  'what is a link between two spans',
  'what does the flow polcy keep',
  'how do I keep the span in a browser',
];

/** A receiver whose `arrived(count)` settles when so many spans are there. */
async function startReceiver(t) {
  const spans = [];
  const waiting = [];
  const receiver = createReceiver((delivery) => {
    spans.push(...delivery.spans);
    for (const { count, resolve } of waiting) if (spans.length >= count) resolve(spans);
  });
  const server = createServer(receiver);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.closeAllConnections() ?? server.close());
  const arrived = (count) =>
    new Promise((resolve) => (spans.length >= count ? resolve(spans) : waiting.push({ count, resolve })));
  return { url: `http://127.0.0.1:${server.address().port}/v1/traces`, arrived };
}

test('the Worker answers, and exports after its response', { timeout: 60_000 }, async (t) => {
  const receiver = await startReceiver(t);
  const url = await serveExample(t, { otlpUrl: receiver.url });
  const answers = await Promise.all(
    QUESTIONS.map(async (question) => (await fetch(`${url}/?q=${encodeURIComponent(question)}`)).json()),
  );
  for (const { text, sources } of answers) assert.ok(text.length > 40 && sources.length > 0, text);

  const spans = await receiver.arrived(7 * QUESTIONS.length);
  const roots = spans.filter(({ name }) => name === 'GET');
  assert.deepEqual(
    roots.map(({ parentSpanId, attributes }) => [parentSpanId, attributes['http.response.status_code']]),
    QUESTIONS.map(() => [roots[0].parentSpanId, 200]),
  );
  const below = spans.filter((span) => !roots.includes(span));
  const asks = below.filter(({ name }) => name === 'ask');
  assert.deepEqual(new Set(asks.map(({ parentSpanId }) => parentSpanId)), new Set(roots.map(({ spanId }) => spanId)));
  for (const ask of asks) ask.parentSpanId = undefined;
  assertRuns(below, QUESTIONS.length);
  assert.equal(spans[0].resource['service.name'], 'docs-worker');
});

test('the Worker says what it takes', { timeout: 60_000 }, async (t) => {
  const url = await serveExample(t, { otlpUrl: 'http://127.0.0.1:9/v1/traces' });
  assert.equal((await fetch(`${url}/`)).status, 400);
  assert.equal((await fetch(`${url}/other?q=x`)).status, 404);
});
