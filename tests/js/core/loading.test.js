// How the core is found: every form in which it may be given, late, never, or not at all.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { mock, test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';

const FILE = new URL('../../../dist/spanloom.wasm', import.meta.url);
const BYTES = readFileSync(FILE);
const MODULE = new WebAssembly.Module(BYTES);
const REQUEST = 'where is it said that spans are linked by the values that flow between them';

/** Three spans: one around two, the second of which was given what the first returned. @param {import('../../../js/index.js').TracerOptions} options */
function program(options) {
  const sink = memory();
  /** @type {any[]} */
  const errors = [];
  const tracer = createTracer({ exporters: [sink], onError: (error) => errors.push(error), ...options });
  const find = tracer.tool((/** @type {string} */ text) => ({ text }), { name: 'find' });
  const tell = tracer.task((/** @type {object} */ found) => JSON.stringify(found), { name: 'tell' });
  const run = tracer.workflow(() => void tell(find(REQUEST)), { name: 'ask', links: false });
  const links = () =>
    sink.spans.map(({ name, links }) => `${name} ${links.map((link) => link.attributes['spanloom.via'])}`);
  return { tracer, run, sink, errors, links };
}

/** A server that has the file. @param {import('node:test').TestContext} t @param {string} type @returns {Promise<string>} */
async function serve(t, type) {
  const server = createServer((_, response) => response.setHeader('content-type', type).end(BYTES));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  t.after(() => server.closeAllConnections() ?? server.close());
  return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/spanloom.wasm`;
}

/** What is exported of one run. */
const LINKED = ['find ', 'tell identity', 'ask '];

const wasmResponse = () => new Response(BYTES, { headers: { 'content-type': 'application/wasm' } });

/** @type {Record<string, (t: import('node:test').TestContext) => any>} */
const SHAPES = {
  'a Module': () => MODULE,
  'an ArrayBuffer': () => new Uint8Array(BYTES).buffer,
  'a typed array that begins within its buffer': () => Buffer.concat([Buffer.alloc(8), BYTES]).subarray(8),
  'a DataView': () => new DataView(new Uint8Array(BYTES).buffer),
  'a URL of a file': () => FILE,
  'a string that is a URL': (t) => serve(t, 'application/wasm'),
  'a URL whose server names another media type': async (t) => new URL(await serve(t, 'application/octet-stream')),
  'a Response': () => wasmResponse(),
  'a Response without a media type': () => new Response(BYTES),
  'a namespace with a Module as its default': () => ({ default: MODULE }),
  'a function': () => () => BYTES,
  'an async function': () => async () => wasmResponse(),
  'a promise of a Module': () => Promise.resolve(MODULE),
  'a promise of a namespace': () => Promise.resolve({ default: MODULE }),
  'a function that gives a function of a promise of a URL': () => () => () => Promise.resolve(String(FILE)),
};

for (const [name, make] of Object.entries(SHAPES)) {
  test(`init({ wasm }) takes ${name}`, async (t) => {
    const given = make(t);
    const wasm = name.startsWith('a string') || name.startsWith('a URL whose') ? await given : given;
    const { tracer, run, errors, links } = program({ wasm });
    run();
    await tracer.shutdown();
    assert.deepEqual(errors, []);
    assert.deepEqual(links(), LINKED);
  });
}

for (const wasm of [42, true, null, {}, { default: {} }, [], Symbol('wasm')]) {
  test(`init({ wasm }) refuses ${String(Array.isArray(wasm) ? 'a list' : wasm === null ? null : typeof wasm)} at once`, () => {
    assert.throws(() => createTracer({ wasm: /** @type {any} */ (wasm) }), {
      name: 'ConfigurationError',
      message: /'wasm' must be a WebAssembly\.Module, its bytes, a URL/,
    });
  });
}

test('spans that are made before the core is there are kept, and linked', async () => {
  /** @type {(module: WebAssembly.Module) => void} */
  let arrive = () => {};
  const { tracer, run, links, errors } = program({
    wasm: new Promise((resolve) => {
      arrive = resolve;
    }),
  });
  run();
  const flushed = tracer.flush();
  await new Promise((resolve) => setTimeout(resolve, 20));
  run();
  assert.deepEqual(links(), []);
  assert.equal(tracer.stats().core.isReady, false);
  arrive(MODULE);
  await flushed;
  assert.deepEqual(links(), [...LINKED, ...LINKED]);
  assert.deepEqual(errors, []);
  await tracer.shutdown();
});

/** @param {ReturnType<typeof program>} found @param {number} spans @param {RegExp} reason */
async function exportsWithoutLinks({ tracer, run, sink, errors, links }, spans, reason) {
  run();
  await tracer.shutdown();
  assert.deepEqual(links(), Array.from({ length: spans / 3 }, () => ['find ', 'tell ', 'ask ']).flat());
  assert.equal(sink.spans[0].output, JSON.stringify({ text: REQUEST }));
  const { spans: counted, core } = tracer.stats();
  assert.deepEqual([counted.ended, counted.exported, counted.dropped], [spans, spans, {}]);
  assert.deepEqual([core.isReady, core.unlinked], [false, spans]);
  assert.equal(errors.length, 1);
  assert.match(errors[0].message, reason);
}

test('flush() does not wait for ever for a core that never comes', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  const found = program({ wasm: new Promise(() => {}) });
  found.run();
  const flushed = found.tracer.flush();
  mock.timers.tick(30_000);
  await flushed;
  assert.equal(found.sink.spans.length, 3);
  mock.timers.reset();
  await exportsWithoutLinks(found, 6, /without links: it did not load within 30 s/);
});

/** @type {Record<string, [wasm: any, reason: RegExp]>} */
const FAILURES = {
  'a promise that rejects': [() => Promise.reject(new Error('no wasm here')), /without links: no wasm here/],
  'a function that throws': [
    () => {
      throw new Error('none');
    },
    /without links: none/,
  ],
  'an answer other than 200': [() => new Response('', { status: 404 }), /HTTP 404/],
  'bytes that are no module': [new Uint8Array(64), /WebAssembly\.compile/],
  'a function of a wrong value': [() => ({ wrong: true }), /'wasm' must give a WebAssembly\.Module/],
  'a module of something else': [new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)), /not a function/],
};

for (const [name, [wasm, reason]] of Object.entries(FAILURES)) {
  test(`${name} costs the links, and nothing else`, () => exportsWithoutLinks(program({ wasm }), 3, reason));
}

test('a tracer that comes later may have the core, where another had none', async () => {
  let answer = () => Promise.reject(new Error('offline'));
  const wasm = () => answer();
  await exportsWithoutLinks(program({ wasm }), 3, /offline/);
  answer = () => /** @type {any} */ (Promise.resolve(MODULE));
  const { tracer, run, links } = program({ wasm });
  run();
  await tracer.shutdown();
  assert.deepEqual(links(), LINKED);
});
