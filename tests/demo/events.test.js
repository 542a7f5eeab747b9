// What arrives at the receiver reaches open pages: what came before too, and nothing twice.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { createEvents } from '../../web-demo/events.js';

async function serve(t) {
  const events = createEvents();
  const server = createServer(events.listener);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  t.after(() => server.closeAllConnections() ?? server.close());
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  /** A page's stream; `next(count)` gives so many messages. */
  const open = async (page, lastId) => {
    const headers = lastId ? { 'last-event-id': lastId } : {};
    const response = await fetch(`http://127.0.0.1:${port}/?page=${page}`, { headers });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const next = async (count) => {
      const found = () =>
        Array.from(text.matchAll(/id: (.+)\ndata: (.+)\n\n/g), ([, id, data]) => ({ id, text: atob(data) }));
      while (found().length < count) text += (await reader.read()).value;
      return found();
    };
    t.after(() => reader.cancel());
    return { next, type: response.headers.get('content-type') };
  };
  return { events, open };
}

const bytes = (text) => new TextEncoder().encode(text);
const texts = (messages) => messages.map(({ text }) => text);

test('a page gets what came before it and what comes, but not its own', async (t) => {
  const { events, open } = await serve(t);
  events.add(bytes('before'));
  events.add(bytes('own before'), 'a');
  const page = await open('a');
  assert.equal(page.type, 'text/event-stream');
  await page.next(1);
  events.add(bytes('own'), 'a');
  events.add(bytes('of another page'), 'b');
  events.add(bytes('after'));
  assert.deepEqual(texts(await page.next(3)), ['before', 'of another page', 'after']);
});

test('a page that connects again gets what it missed; after a restart, everything', async (t) => {
  const { events, open } = await serve(t);
  events.add(bytes('first'));
  const [{ id }] = await (await open('a')).next(1);
  events.add(bytes('second'));
  assert.deepEqual(texts(await (await open('a', id)).next(1)), ['second']);
  assert.deepEqual(texts(await (await open('a', 'another-run 7')).next(2)), ['first', 'second']);
});

test('what is kept is bounded, in number and size', async (t) => {
  const { events, open } = await serve(t);
  for (let i = 0; i < 300; i++) events.add(bytes(String(i)));
  assert.equal(texts(await (await open('a')).next(256))[0], '44');
  events.add(new Uint8Array(9 * 2 ** 20));
  events.add(bytes('last'));
  assert.deepEqual(texts(await (await open('b')).next(1)), ['last']);
});
