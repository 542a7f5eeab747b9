// Who is served what.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createTraceHub } from '../../../../js/cli/view/hub.js';
import { viewListener } from '../../../../js/cli/view/server.js';
import { folderOf } from '../support/command.js';
import { send, serve, splitAnswer } from './support/serve.js';

const REQUESTS = ['{"resourceSpans":[]}', '{}', ''].map((text) => Buffer.from(text));

/** @param {import('node:test').TestContext} t @param {{ files?: string[], host?: string }} [options] */
async function started(t, options) {
  const hub = createTraceHub();
  return { hub, url: await serve(t, viewListener({ hub, ...options })) };
}

test('the page has a strict policy, and nothing that the policy forbids', async (t) => {
  const { url } = await started(t);
  const { status, headers, body } = await send(`${url}/?from=somewhere`);
  assert.equal(status, 200);
  assert.equal(headers['content-type'], 'text/html; charset=utf-8');
  assert.match(
    `${headers['content-security-policy']}`,
    /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data: blob:; /,
  );
  assert.doesNotMatch(body.toString(), /<script(?! type="module" src="\/)|<style|style=|https?:/);
});

test('all that is served has the policy and its type, and is not kept', async (t) => {
  const { url } = await started(t);
  /** @type {[string, string][]} */
  const served = [
    ['/page.js', 'text/javascript; charset=utf-8'],
    ['/follow.js', 'text/javascript; charset=utf-8'],
    ['/page.css', 'text/css; charset=utf-8'],
    ['/linker.wasm', 'application/wasm'],
    ['/viewer/viewer.js', 'text/javascript; charset=utf-8'],
    ['/viewer/store-worker.js', 'text/javascript; charset=utf-8'],
  ];
  for (const [path, type] of served) {
    const { status, headers, body } = await send(url + path);
    assert.deepEqual([path, status, headers['content-type']], [path, 200, type]);
    assert.ok(body.length > 100);
    assert.match(`${headers['content-security-policy']}`, /^default-src 'none'/);
    assert.deepEqual(
      ['x-content-type-options', 'cross-origin-resource-policy', 'cache-control'].map((name) => headers[name]),
      ['nosniff', 'same-origin', 'no-store'],
    );
  }
});

test('nothing else is served', async (t) => {
  const { url } = await started(t);
  for (const path of [
    '/viewer/',
    '/viewer/..',
    '/viewer/../linker.wasm',
    '/viewer/%2e%2e/linker.wasm',
    '/package.json',
    '/files/0',
    '/files/-1',
    '/files/x',
    '/toString',
    '//',
  ])
    assert.deepEqual([path, (await send(url + path)).status], [path, 404]);
});

test('only the names of this machine are served', async (t) => {
  const { url } = await started(t);
  for (const host of [
    'localhost:4318',
    'localhost',
    'LOCALHOST:1',
    'app.localhost',
    '127.0.0.1:80',
    '[::1]:4318',
    'host.docker.internal:4318',
  ])
    assert.deepEqual([host, (await send(url, { headers: { host } })).status], [host, 200]);
  for (const host of [
    'example.com',
    'localhost.example.com:4318',
    'example.com:localhost',
    '127.0.0.1.example.com',
    '192.168.1.2:4318',
    '0.0.0.0',
  ])
    for (const path of ['/', '/requests', '/v1/traces'])
      assert.deepEqual([host, path, (await send(url + path, { headers: { host } })).status], [host, path, 403]);
});

test('a given host is served as well, and everywhere is by any address', async (t) => {
  const statusOf = async (/** @type {string} */ url, /** @type {string} */ host) =>
    (await send(url, { headers: { host } })).status;
  const { url } = await started(t, { host: 'box.lan' });
  assert.deepEqual(
    await Promise.all(['box.lan:4318', 'localhost', '192.168.1.2'].map((host) => statusOf(url, host))),
    [200, 200, 403],
  );
  const { url: open } = await started(t, { host: '0.0.0.0' });
  assert.deepEqual(
    await Promise.all(['192.168.1.2:4318', '[fe80::1]', 'example.com'].map((host) => statusOf(open, host))),
    [200, 200, 403],
  );
});

test('pages of others read nothing, but may lead to the page', async (t) => {
  const { url, hub } = await started(t);
  hub.add(REQUESTS[0]);
  for (const site of ['cross-site', 'same-site']) {
    const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors', origin: 'http://localhost:3000' };
    for (const path of ['/', '/requests', '/files', '/viewer/viewer.js']) {
      const answer = await send(url + path, { headers });
      assert.deepEqual([path, answer.status], [path, 403]);
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
    }
    assert.equal((await send(`${url}/`, { headers: { ...headers, 'sec-fetch-mode': 'navigate' } })).status, 200);
    assert.equal(
      (await send(`${url}/requests`, { headers: { ...headers, 'sec-fetch-mode': 'navigate' } })).status,
      403,
    );
  }
  assert.equal((await send(`${url}/requests`, { headers: { 'sec-fetch-site': 'same-origin' } })).status, 200);
});

test('what can be read cannot be written', async (t) => {
  const { url } = await started(t);
  const { status, headers } = await send(`${url}/requests`, { method: 'POST', body: 'x' });
  assert.deepEqual([status, headers.allow], [405, 'GET, HEAD']);
});

test('files are served by their place, as bytes', async (t) => {
  const folder = folderOf(t);
  const files = ['a.jsonl', 'b.pb'].map((name) => join(folder, name));
  writeFileSync(files[0], REQUESTS[0]);
  const { url } = await started(t, { files });
  assert.deepEqual(JSON.parse(`${(await send(`${url}/files`)).body}`), ['a.jsonl', 'b.pb']);
  assert.deepEqual((await send(`${url}/files/0`)).body, REQUESTS[0]);
  const gone = await send(`${url}/files/1`);
  assert.equal(gone.status, 404);
  assert.match(`${gone.body}`, /ENOENT/);
});

/** @param {string} url @param {string} [position] */
async function read(url, position = '') {
  const { headers, body } = await send(`${url}/requests?after=${position}`);
  return {
    requests: splitAnswer(body),
    position: `${headers['spanloom-position']}`,
    missed: Number(headers['spanloom-missed']),
  };
}

test('a page gets what came before it, and then what comes', async (t) => {
  const { url, hub } = await started(t);
  for (const request of REQUESTS) hub.add(request);
  const first = await read(url);
  assert.deepEqual(first.requests, REQUESTS);
  const second = read(url, first.position);
  setTimeout(() => hub.add(REQUESTS[1]), 50);
  assert.deepEqual((await second).requests, [REQUESTS[1]]);
  const restarted = await started(t);
  restarted.hub.add(REQUESTS[0]);
  assert.deepEqual((await read(restarted.url, first.position)).requests, [REQUESTS[0]], 'a position of another hub');
  assert.deepEqual((await read(restarted.url, 'nonsense')).requests, [REQUESTS[0]]);
});

test('a page is told how much it missed', async (t) => {
  const hub = createTraceHub({ maxBytes: 1000 });
  const url = await serve(t, viewListener({ hub }));
  for (let i = 0; i < 3; i++) hub.add(new Uint8Array(600));
  const first = await read(url);
  assert.deepEqual([first.requests.length, first.missed], [1, 2]);
  hub.add(new Uint8Array(1));
  assert.equal((await read(url, first.position)).missed, 0);
});
