// Each program of docs/backends.md sends to where the page's table says, with the headers that it names and the links that it wants. The receiver of
// that page prints what it shows.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { createReceiver } from '../../examples/receiver/receiver.js';
import { answer, startServer } from '../js/support/http-server.js';
import { createWorkshop, programsOf, runProgram, startProgram } from './programs.js';

const { text: page, programs: all, servers, outputs } = programsOf('docs/backends.md');
const isOtlp = (/** @type {[string, string]} */ [, text]) => text.includes('otlp(');
/** Those that send OTLP. */
const programs = new Map([...all].filter(isOtlp));
const folder = createWorkshop();

/** What follows a program: steps with one link between them, and one down and one up the tree. */
const STEPS = `
const { flush, llm, retrieval, workflow } = await import('spanloom');
const search = retrieval(async (question) => [\`Found for \${question}\`], { name: 'search' });
const answer = llm(async (found) => found.join(), { name: 'answer', model: 'extractive' });
await workflow(async (question) => answer(await search(question)), { name: 'ask' })('How do I rotate a key?');
await flush();
`;
const LINKS = ['answer < search'];
const TREE_LINKS = ['ask < answer', 'search < ask'];

const quoted = (/** @type {string} */ cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);

/** The rows of the table, by the section that they link to; headers for those with a key only are left out. */
const rows = new Map(
  [...page.matchAll(/^\| \[\w+\]\(#([\w-]+)\).*$/gm)].map(([row, anchor]) => {
    const [, , url, headers, format] = row.split('|').map((cell) => cell.trim());
    return [anchor, { url: quoted(url)[0], headers: headers.startsWith('none') ? [] : quoted(headers), format }];
  }),
);
const anchorOf = (/** @type {string} */ name) => [...rows.keys()].find((anchor) => anchor.endsWith(name));

const keys = Object.fromEntries([...page.matchAll(/\b[A-Z_]+_KEY\b/g)].map(([name]) => [name, `value of ${name}`]));

/** @type {{ path: string, headers: Record<string, string>, contentType: string, spans: any[] }[]} */
const received = [];
const server = createServer((request, response) =>
  createReceiver(({ spans, contentType }) => {
    received.push({ path: request.url, headers: request.headers, contentType, spans });
  })(request, response),
);
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
after(() => server.close());
const address = `http://127.0.0.1:${server.address().port}`;

test('each backend has a row, a section and a program, and each program of the page is marked', () => {
  assert.ok(programs.size >= 6);
  assert.equal(all.size + servers.size, page.match(/```js\n/g).length);
  assert.deepEqual([...programs.keys()].map(anchorOf), [...rows.keys()]);
  const sections = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title.toLowerCase().replaceAll(' ', '-'));
  for (const anchor of rows.keys()) assert.ok(sections.includes(anchor), anchor);
});

for (const [name, text] of programs) {
  test(`${name}: the request is what the page says`, async () => {
    received.length = 0;
    const { href, origin, pathname } = new URL(text.match(/url: '([^']+)'/)[1]);
    const { code, err } = await runProgram(folder, name, `${text.replace(origin, address)}${STEPS}`, keys);
    assert.deepEqual({ code, err }, { code: 0, err: '' });

    const row = rows.get(anchorOf(name));
    const [{ path, headers, contentType }] = received;
    assert.equal(row.url, href);
    assert.equal(path, pathname);
    assert.equal(contentType, 'application/x-protobuf');
    assert.match(row.format, /^(protobuf|either)/);
    const own = Object.keys(headers).filter((header) => /^(authorization|x-|dd-)/.test(header));
    assert.deepEqual(own.sort(), row.headers.sort());
    const values = own.map((header) => headers[header]);
    const sent = [...values, ...values.map((value) => fromBase64(value.replace('Basic ', '')))].join('\n');
    for (const key of Object.keys(keys)) assert.equal(sent.includes(keys[key]), text.includes(key), key);

    const spans = received.flatMap((delivery) => delivery.spans);
    const names = new Map(spans.map((span) => [span.spanId, span.name]));
    const links = spans.flatMap((span) => span.links.map((link) => `${span.name} < ${names.get(link.spanId)}`));
    const wanted = text.includes('treeLinks: false') ? LINKS : [...LINKS, ...TREE_LINKS];
    assert.deepEqual(links.sort(), wanted.sort());
  });
}

test('datadog-agent: the Agent gets the events, and only the links that do not follow the tree', async (t) => {
  assert.deepEqual(
    [...all.keys()].filter((name) => !programs.has(name)),
    ['datadog-agent'],
  );
  const { url, requests } = await startServer(t, answer(202, '{}'));
  const text = all.get('datadog-agent').replace('http://localhost:8126', new URL(url).origin);
  const { code, err } = await runProgram(folder, 'datadog-agent', `${text}${STEPS}`);
  assert.deepEqual({ code, err }, { code: 0, err: '' });
  for (const { path } of requests) assert.equal(path, '/evp_proxy/v2/api/v2/llmobs');
  const events = requests.flatMap(({ body }) => JSON.parse(`${body}`)).flatMap(({ spans }) => spans);
  const names = new Map(events.map((event) => [event.span_id, event.name]));
  const links = events.flatMap(({ name, span_links: found = [] }) =>
    found.map((link) => `${name} < ${names.get(link.span_id)}`),
  );
  assert.deepEqual(links, LINKS);
  for (const tag of ['ml_app:docs-bot', 'service:docs-bot', 'env:production'])
    for (const { tags } of events) assert.ok(tags.includes(tag), tag);
});

test('the receiver prints the names of the spans and their producers, as the page shows', async () => {
  assert.deepEqual([...servers.keys()], ['receiver']);
  const port = await freePort();
  const receiver = startProgram(folder, 'receiver', servers.get('receiver').replace('4318', port));
  try {
    await untilOpen(port);
    const start = programsOf('docs/getting-started.md');
    const sender = start.programs.get('otlp').replace('4318', port).replace('headers:', "format: 'json', headers:");
    const { out, err } = await runProgram(folder, 'sender', sender);
    assert.deepEqual({ out, err }, { out: start.outputs.get('otlp'), err: '' });
  } finally {
    receiver.stop();
  }
  const { out, err } = await receiver.ended;
  assert.deepEqual({ out, err }, { out: outputs.get('receiver'), err: '' });
});

async function freePort() {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}

async function untilOpen(port) {
  for (const end = Date.now() + 20_000; ; ) {
    const socket = connect(port, 'localhost');
    try {
      await once(socket, 'connect');
      return socket.destroy();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const fromBase64 = (/** @type {string} */ text) => Buffer.from(text, 'base64').toString();
