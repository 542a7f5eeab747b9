// In workerd, a client cannot tell an instrumented handler from the handler itself.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { bundleWorker } from './bundle.js';
import { project } from './packed.js';
import { serveWorker } from './workerd.js';

const APP = readFileSync(new URL('edge-same-app.js', import.meta.url), 'utf8');
const NAMES = [...APP.matchAll(/^ {2}'?([\w-]+)'?: (?:async )?\(/gm)].map(([, name]) => name);

/** What a handler fetches. @param {import('node:test').TestContext} t */
async function upstream(t) {
  const server = createServer((asked, answer) => {
    const isGzip = asked.url?.includes('gzip');
    const body = Buffer.from('{"from":"upstream"}');
    answer.writeHead(200, {
      'content-type': 'application/json',
      date: 'then',
      ...(isGzip ? { 'content-encoding': 'gzip' } : {}),
    });
    answer.end(isGzip ? gzipSync(body) : body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${/** @type {any} */ (server.address()).port}/`;
}

/** The whole answer as bytes, with its headers in their order. @param {string} url @param {string} method */
function ask(url, method) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method }, async (answer) => {
      const chunks = [];
      for await (const chunk of answer) chunks.push(chunk);
      const { statusCode, statusMessage, rawHeaders } = answer;
      resolve({
        statusCode,
        statusMessage,
        headers: rawHeaders.join('\n'),
        body: Buffer.concat(chunks).toString('latin1'),
      });
    });
    sent.on('error', reject);
    sent.end(method === 'POST' ? 'a body' : undefined);
  });
}

test('workerd: status, headers and body stay as they were', { timeout: 60_000 }, async (t) => {
  const folder = project(t);
  await bundleWorker(folder, APP);
  const origin = await serveWorker(t, folder, ['nodejs_als'], ['spanloom.wasm'], { UPSTREAM: await upstream(t) });
  assert.ok(NAMES.length > 20);
  for (const name of NAMES.filter((one) => one !== 'socket' && one !== 'stats'))
    for (const method of ['GET', 'POST', 'HEAD'])
      await t.test(`${method} ${name}`, async () => {
        const [plain, instrumented] = await Promise.all(
          ['plain', 'instrumented'].map((way) => ask(`${origin}/${way}/${name}`, method)),
        );
        assert.deepEqual(instrumented, plain);
      });
  for (const way of ['plain', 'instrumented'])
    await t.test(`a WebSocket, ${way}`, async () => {
      const { WebSocket } = await import('undici');
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/${way}/socket`);
      await once(socket, 'open');
      socket.send('this');
      const [{ data }] = await once(socket, 'message');
      assert.equal(data, 'heard this');
      socket.close();
    });
  await t.test('every span has ended, whether its body was read or not', async () => {
    const { body } = await ask(`${origin}/plain/stats`, 'GET');
    const { started, ended, open } = JSON.parse(body);
    assert.ok(started > 60);
    assert.deepEqual([ended, open], [started, 0]);
  });
});
