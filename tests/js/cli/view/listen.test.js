import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { BusyError, listen } from '../../../../js/cli/view/listen.js';

/** @param {import('node:http').IncomingMessage} _ @param {import('node:http').ServerResponse} response */
const hello = (_, response) => void response.end('hello');

/** @param {import('node:test').TestContext} t @param {Parameters<typeof listen>[1]} place */
async function listening(t, place) {
  const server = await listen(hello, place);
  t.after(server.close);
  return server;
}

/** A port that is taken on one address. @param {import('node:test').TestContext} t @param {string} host */
async function busyPort(t, host) {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, host, () => resolve(undefined)));
  t.after(() => server.close());
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
}

const hasIpv6 = await listen(hello, { port: 0, host: '::1' }).then(
  (server) => server.close().then(() => true),
  () => false,
);

test('localhost is both addresses', { skip: !hasIpv6 && 'this machine has no IPv6' }, async (t) => {
  const { url, port } = await listening(t, { port: 0 });
  assert.equal(url, `http://localhost:${port}`);
  for (const host of ['127.0.0.1', '[::1]'])
    assert.equal(await (await fetch(`http://${host}:${port}`)).text(), 'hello');
});

test('a port that is busy on either address gives way to the next free one', async (t) => {
  for (const host of hasIpv6 ? ['127.0.0.1', '::1'] : ['127.0.0.1']) {
    const busy = await busyPort(t, host);
    const { url, port } = await listening(t, { port: busy });
    assert.ok(port > busy);
    assert.equal(await (await fetch(url)).text(), 'hello');
    await assert.rejects(
      listen(hello, { port: busy, isFixed: true }),
      (error) => error instanceof BusyError && error.message.startsWith(`port ${busy} is busy`),
    );
  }
});

test('another host is the only address', async (t) => {
  const { url, port } = await listening(t, { port: 0, host: '127.0.0.2' });
  assert.equal(url, `http://127.0.0.2:${port}`);
  await assert.rejects(fetch(`http://127.0.0.1:${port}`));
  assert.match((await listening(t, { port: 0, host: '0.0.0.0' })).url, /^http:\/\/localhost:/);
  if (hasIpv6) assert.match((await listening(t, { port: 0, host: '::1' })).url, /^http:\/\/\[::1\]:/);
});

test('an address of another machine is refused', () =>
  assert.rejects(listen(hello, { port: 0, host: '192.0.2.1' }), /^Error: cannot listen on 192\.0\.2\.1, port 0: /));
