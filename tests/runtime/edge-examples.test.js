// The examples of handlers at the edge, in Deno and as Next calls a route; and the same in Bun and on Vercel Edge.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { binary } from './binaries.js';
import { serveEdge } from './edge.js';
import { project } from './packed.js';
import { startReceiver } from './receiver.js';

const ANSWER = 'The lighthouse opens on Sundays, and its lamp room holds six visitors at a time.';

/** The example's folder, in a project, and a receiver. @param {import('node:test').TestContext} t */
async function prepared(t) {
  const folder = project(t);
  cpSync(fileURLToPath(new URL('../../examples/edge', import.meta.url)), join(folder, 'edge'), { recursive: true });
  const receiver = await startReceiver(t);
  const received = async () => {
    const { requests } = await (await fetch(`${receiver}/received?service=guide`)).json();
    return requests.flatMap((/** @type {any} */ request) => request.spans);
  };
  return { folder, receiver, received };
}

/** @param {any[]} spans */
function assertTrace(spans) {
  const root = spans.find(({ name }) => name === 'GET');
  const [find, answer] = ['find', 'answer'].map((name) => spans.find((span) => span.name === name));
  assert.equal(spans.length, 3);
  assert.deepEqual([find.parentSpanId, answer.parentSpanId], [root.spanId, root.spanId]);
  assert.equal(root.attributes['output.value'], ANSWER);
  assert.equal(answer.attributes['output.value'], ANSWER);
  assert.deepEqual(
    root.links.map((/** @type {any} */ { spanId }) => spanId),
    [answer.spanId],
  );
}

const BUN = `import { otlp } from 'spanloom';
import { instrument } from 'spanloom/edge';
import { stream } from './answer.js';

const handle = async (request) => new Response(await stream(new URL(request.url).searchParams.get('q') ?? ''));
const fetch = instrument(handle, { service: 'guide', exporters: [otlp({ url: process.env.OTLP_URL })] });
console.log('at ' + Bun.serve({ port: 0, hostname: '127.0.0.1', fetch }).url);
`;

for (const [name, args] of /** @type {['deno' | 'bun', string[]][]} */ ([
  ['deno', ['run', '--allow-net', '--allow-env', '--allow-read', 'edge/deno.js']],
  ['bun', ['edge/bun.js']],
]))
  test(`${name}: the spans arrive after the answer`, { timeout: 60_000 }, async (t) => {
    const { folder, receiver, received } = await prepared(t);
    writeFileSync(join(folder, 'edge/bun.js'), BUN);
    const server = spawn(binary(name), args, {
      cwd: folder,
      env: { ...process.env, OTLP_URL: `${receiver}/v1/traces`, PORT: '0', NO_COLOR: '1' },
    });
    t.after(() => server.kill('SIGKILL'));
    const url = await new Promise((resolve, reject) => {
      server.on('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
      for (const stream of [server.stdout, server.stderr])
        createInterface({ input: stream }).on('line', (line) => {
          const [found] = /http:\S+/.exec(line) ?? [];
          if (found) resolve(found);
        });
    });
    assert.equal(await (await fetch(`${url}?q=lighthouse`)).text(), ANSWER);
    let spans = await received();
    while (spans.length < 3) spans = await received();
    assertTrace(spans);
  });

test('Next: the route waits by `after` until the spans have arrived', { timeout: 60_000 }, async (t) => {
  const { folder, receiver, received } = await prepared(t);
  const next = join(folder, 'node_modules/next');
  mkdirSync(next);
  writeFileSync(join(next, 'package.json'), '{ "type": "module", "exports": { "./server": "./server.js" } }');
  writeFileSync(
    join(next, 'server.js'),
    'export const waits = [];\nexport const after = (promise) => void waits.push(promise);\n',
  );
  process.env.OTLP_URL = `${receiver}/v1/traces`;
  t.after(() => delete process.env.OTLP_URL);
  const { GET } = await import(pathToFileURL(join(folder, 'edge/next-route.js')).href);
  const { waits } = await import(pathToFileURL(join(next, 'server.js')).href);
  const response = await GET(new Request('http://app.example/ask?q=lighthouse'), { params: Promise.resolve({}) });
  assert.equal(await response.text(), ANSWER);
  assert.equal(waits.length, 1);
  await waits[0];
  assertTrace(await received());
});

const VERCEL = `import { otlp } from 'spanloom';
import { instrument } from 'spanloom/edge';
import { stream } from './edge/answer.js';

const url = (request) => new URL(new URL(request.url).searchParams.get('receiver') + '/v1/traces');
let waits = [];
addEventListener('fetch', (event) => {
  const answer = instrument(async () => new Response(await stream('lighthouse')), {
    service: 'guide',
    exporters: [otlp({ url: url(event.request), gzip: false })],
    wasm: async () => wasm_core,
  });
  const context = { waitUntil: (promise) => waits.push(promise) };
  event.respondWith((async () => {
    const text = await (await answer(event.request, context)).text();
    await Promise.all(waits);
    return Response.json({ text, waits: waits.length });
  })());
});
`;

test("Vercel's edge-runtime: a function with a context", { timeout: 60_000 }, async (t) => {
  const { folder, receiver, received } = await prepared(t);
  const url = await serveEdge(t, folder, VERCEL);
  const answer = await fetch(`${url}/?receiver=${receiver}`);
  assert.deepEqual(await answer.json(), { text: ANSWER, waits: 1 });
  assertTrace(await received());
});
