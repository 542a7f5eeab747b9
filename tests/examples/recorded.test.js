// The examples of spanloom/core: a recorded trace in a program, and in a Worker between an app and a backend.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { programsOf, runFile } from '../house/programs.js';
import { bundleWorker } from '../runtime/bundle-worker.js';
import { serveWorker } from '../runtime/workerd.js';
import { EXAMPLES } from './run.js';
import { startCollector } from './worker.js';

const FOLDER = join(EXAMPLES, 'recorded');
const PROGRAM = join(FOLDER, 'link-trace.js');
const MAX_LINES = 20;
const page = programsOf('docs/recorded-traces.md');

const REQUESTS = readFileSync(join(FOLDER, 'trace.jsonl'), 'utf8').trim().split('\n');
/** Who fed whom: the later span, the earlier one. */
const EDGES = [
  ['1b7e03d95a64c82f', '4eb27c19035da8f6'],
  ['2c905fa1e7b3d046', '1b7e03d95a64c82f'],
  ['3da16b08f24c97e5', '2c905fa1e7b3d046'],
  ['4eb27c19035da8f6', '2c905fa1e7b3d046'],
  ['4eb27c19035da8f6', '3da16b08f24c97e5'],
];

test('link-trace.js prints what the page shows', async () => {
  const { code, out, err } = await runFile(PROGRAM);
  assert.deepEqual({ code, err, out }, { code: 0, err: '', out: page.outputs.get('link-trace') });
});

test(`link-trace.js is the program of the page, and has at most ${MAX_LINES} lines`, () => {
  const [, ...program] = readFileSync(PROGRAM, 'utf8').trimEnd().split('\n');
  const shown = page.programs.get('link-trace')?.replace('node_modules/spanloom/examples/recorded/', '');
  assert.equal(`${program.join('\n')}\n`, shown);
  assert.ok(program.length <= MAX_LINES, `${program.length} lines`);
});

/** @param {string} url @param {string | Buffer} body @param {Record<string, string>} [headers] */
const post = (url, body, headers = {}) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

test('linking-worker.js, in workerd: spans leave with their links', { timeout: 60_000 }, async (t) => {
  const folder = await bundleWorker(t, join(FOLDER, 'linking-worker.js'), [], 'linker.wasm');
  const { url: collector, arrived } = await startCollector(t, 4);
  const url = await serveWorker(t, folder, [], ['linker.wasm'], { OTLP_URL: collector });

  const [first, second] = REQUESTS;
  const answers = [await post(url, second), await post(url, gzipSync(first), { 'content-encoding': 'gzip' })];
  for (const answer of answers) assert.deepEqual([answer.status, await answer.text()], [200, '{}']);
  const refused = await post(url, '{"resourceSpans":[');
  assert.deepEqual([refused.status, await refused.text()], [400, 'an object is missing, at byte 18']);

  const spans = await arrived;
  const edges = spans.flatMap(({ spanId, links }) => links.map((link) => [spanId, link.spanId]));
  assert.deepEqual(edges.sort(), EDGES);
});
