// A traced fetch in the runtimes that send a response on where no shadowed method sees its body: the span has the body all the same, the client gets what it
// gets of the plain fetch, and only destinations get headers.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { binary } from './binaries.js';
import { bundleWorker } from './bundle.js';
import { serveEdge } from './edge.js';
import { project } from './packed.js';
import { startReceiver } from './receiver.js';
import { serveWorker } from './workerd.js';

const ANSWER = {
  id: 'c',
  object: 'chat.completion',
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Rotate the key.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 7, completion_tokens: 5 },
};
const CHUNKS = ['Rotate ', 'the ', 'key.'].map((content, i) => ({
  id: 'c',
  object: 'chat.completion.chunk',
  model: 'm',
  choices: [{ index: 0, delta: { content }, finish_reason: i === 2 ? 'stop' : null }],
  ...(i === 2 && { usage: ANSWER.usage }),
}));

/** The program that serves the app where there is a server in the language. */
const PROGRAM = `import { createApp } from './fetch-app.js';
const [upstream, other, port] = (globalThis.Deno ? Deno.args : process.argv.slice(2));
const app = createApp(upstream, other);
const at = { hostname: '127.0.0.1', port: Number(port) };
if (globalThis.Deno) Deno.serve({ ...at, onListen() {} }, app);
else Bun.serve({ ...at, fetch: app });
`;
const EDGE = (/** @type {string[]} */ origins) => `import { createApp } from './fetch-app.js';
const app = createApp(...${JSON.stringify(origins)}, { wasm: () => wasm_core });
addEventListener('fetch', (event) => event.respondWith(app(event.request)));
`;
const WORKER = (/** @type {string[]} */ origins) => `import core from 'spanloom/spanloom.wasm';
import { createApp } from './fetch-app.js';
export default { fetch: createApp(...${JSON.stringify(origins)}, { wasm: core }) };
`;

/** @type {{ path: string, headers: any, host: string }[]} */
const received = [];
const folder = project({ after });
copyFileSync(fileURLToPath(new URL('fetch-app.js', import.meta.url)), join(folder, 'fetch-app.js'));
writeFileSync(join(folder, 'serve.js'), PROGRAM);
const start = (/** @type {string} */ host) =>
  startReceiver(/** @type {any} */ ({ after }), (...args) => answer(host, ...args));
const origins = [await start('listed'), await start('other')];

/** @param {string} host @param {import('node:http').IncomingMessage} incoming @param {import('node:http').ServerResponse} response @param {URL} url */
async function answer(host, incoming, response, url) {
  received.push({ path: url.pathname + url.search, headers: incoming.headers, host });
  const json = JSON.stringify(ANSWER);
  const type = { 'content-type': 'application/json' };
  const status = Number(url.searchParams.get('status'));
  if (url.pathname === '/json') return response.writeHead(200, { ...type, 'content-length': json.length }).end(json);
  if (url.pathname === '/none') return response.writeHead(204).end();
  if (url.pathname === '/image') return response.writeHead(200, { 'content-type': 'image/png' }).end('png');
  if (url.pathname === '/redirect')
    return response.writeHead(status, { location: `${url.searchParams.get('to')}` }).end('x');
  if (url.pathname === '/zipped') {
    const zipped = gzipSync(json);
    return response
      .writeHead(200, { ...type, 'content-encoding': 'gzip', 'content-length': zipped.length })
      .end(zipped);
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const chunk of CHUNKS) {
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
    // The client may have left.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  if (url.pathname === '/endless') return undefined;
  return response.end('data: [DONE]\n\n');
}

/** @returns {Promise<number>} a port that is free */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {any} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/** @param {'deno' | 'bun'} name @param {...string} flags */
const program =
  (name, ...flags) =>
  async (/** @type {import('node:test').TestContext} */ t) => {
    const port = await freePort();
    const env = { ...process.env, DENO_DIR: join(folder, '.deno'), DENO_NO_UPDATE_CHECK: '1', DO_NOT_TRACK: '1' };
    const child = spawn(binary(name), [...flags, 'serve.js', ...origins, String(port)], {
      cwd: folder,
      env,
      stdio: 'inherit',
    });
    t.after(() => child.kill('SIGKILL'));
    const url = `http://127.0.0.1:${port}`;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
      const isUp = await fetch(`${url}/spans`).then(
        (response) => response.arrayBuffer(),
        () => undefined,
      );
      if (isUp) return url;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

const RUNTIMES = {
  Deno: program('deno', 'run', '--no-prompt', '--allow-read=.', '--allow-net', '--node-modules-dir=manual'),
  Bun: program('bun'),
  'Vercel Edge': (/** @type {import('node:test').TestContext} */ t) => serveEdge(t, folder, EDGE(origins)),
  workerd: async (/** @type {import('node:test').TestContext} */ t) => {
    await bundleWorker(folder, WORKER(origins));
    return serveWorker(t, folder, ['nodejs_als']);
  },
};

/** The bytes on the wire, and the headers that say what they are. @param {string} url @param {string} [method] */
const wire = (url, method = 'GET') =>
  new Promise((resolve, reject) => {
    request(url, { method, headers: { 'accept-encoding': 'gzip' } }, async (response) => {
      const parts = [];
      for await (const part of response) parts.push(part);
      const { 'content-type': type, 'content-encoding': encoding, 'content-length': length } = response.headers;
      // A Worker does not announce the length of what it reads.
      const announced = method === 'HEAD' && length;
      resolve({
        status: response.statusCode,
        type,
        encoding,
        announced,
        body: Buffer.concat(parts).toString('latin1'),
      });
    })
      .on('error', reject)
      .end();
  });

for (const [name, serve] of Object.entries(RUNTIMES)) {
  test(`${name}: a traced fetch, returned by an outermost function`, { timeout: 120_000 }, async (t) => {
    const url = await serve(t);
    const spans = async () => (await fetch(`${url}/spans`)).json();
    for (const path of ['/json', '/events', '/zipped', '/none', '/image']) {
      const [traced, plain] = [await wire(`${url}/traced?path=${path}`), await wire(`${url}/plain?path=${path}`)];
      assert.deepEqual(traced, plain, path);
      const [{ output, tokens }, ...more] = await spans();
      assert.deepEqual(more, []);
      if (path === '/none' || path === '/image') continue;
      assert.equal(tokens, 5, path);
      assert.match(output, /Rotate the key\./, path);
    }

    // In Vercel's edge-runtime, a response of the network has no URL, so it looks like one that the program made.
    for (const path of ['/json', '/events', '/zipped'])
      for (const way of ['instrumented', ...(name === 'Vercel Edge' ? [] : ['instrumented-plainly'])]) {
        assert.deepEqual(await wire(`${url}/${way}?path=${path}`), await wire(`${url}/plain?path=${path}`), path);
        const [ask, root] = await spans();
        assert.deepEqual([ask.name, ask.tokens, root.name], ['ask', 5, 'GET'], way);
        for (const { output } of [ask, root]) assert.match(output, /Rotate the key\./, path);
      }

    const head = await wire(`${url}/traced?path=/json`, 'HEAD');
    assert.deepEqual(head, await wire(`${url}/plain?path=/json`, 'HEAD'));
    await spans();

    const controller = new AbortController();
    const left = await fetch(`${url}/traced?path=/endless`, { signal: controller.signal });
    await left.body?.getReader().read();
    controller.abort();
    let found = [];
    while (found.length === 0) found = await spans();
    assert.deepEqual([found.length, found[0].result], [1, 'cancelled']);
    assert.match(found[0].output, /^Rotate /);

    received.length = 0;
    const differences = await (await fetch(`${url}/compare`)).json();
    // Vercel's edge-runtime never says that a response was redirected.
    const isOfRuntime = (/** @type {{ plain: string, traced: string }} */ { plain, traced }) =>
      name === 'Vercel Edge' && plain === traced.replaceAll(/("http[^"]*"),true/g, '$1,false');
    assert.deepEqual(
      differences.filter((/** @type {any} */ each) => !isOfRuntime(each)),
      [],
    );
    const named = received.filter(({ headers }) => headers.traceparent);
    assert.ok(named.length > 80, `${named.length} of ${received.length}`);
    assert.deepEqual(
      named.filter(({ host }) => host === 'other'),
      [],
    );
  });
}
