// Where the module of a linker comes from: every form in which it may be given, and what happens if it cannot be had.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { createLinker } from '../../../js/linker/index.js';

const FILE = new URL('../../../dist/linker.wasm', import.meta.url);
const BYTES = readFileSync(FILE);
const MODULE = new WebAssembly.Module(BYTES);

/** A server that answers with this. @param {import('node:test').TestContext} t @param {number} status @param {string} type @returns {Promise<string>} */
async function serve(t, status, type) {
  const server = createServer((_, response) => response.writeHead(status, { 'content-type': type }).end(BYTES));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  t.after(() => server.closeAllConnections() ?? server.close());
  return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/linker.wasm`;
}

/** @type {Record<string, (t: import('node:test').TestContext) => any>} */
const SHAPES = {
  nothing: () => undefined,
  'a Module': () => MODULE,
  'a namespace': () => ({ default: MODULE }),
  bytes: () => BYTES,
  'a file': () => FILE,
  'a URL': (t) => serve(t, 200, 'application/wasm'),
  'a URL whose server names another media type': (t) => serve(t, 200, 'text/plain'),
  'a Response': () => new Response(BYTES),
  'a promise': () => Promise.resolve(MODULE),
  'a function of a promise': () => async () => BYTES,
};

for (const [name, make] of Object.entries(SHAPES)) {
  test(`createLinker({ wasm }) takes ${name}`, async (t) => {
    const wasm = make(t);
    const linker = await createLinker({ wasm: name.startsWith('a URL') ? await wasm : wasm });
    assert.equal(linker.stats().spans, 0);
    linker.delete();
  });
}

/** @type {Record<string, (t: import('node:test').TestContext) => any>} */
const FAILURES = {
  'HTTP 404': (t) => serve(t, 404, 'application/wasm'),
  'bytes that are no module': () => Uint8Array.of(1, 2, 3),
  "another module than the glue's": () => Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0),
  "the tracer's module": () => readFileSync(new URL('../../../dist/spanloom.wasm', import.meta.url)),
  'a promise of nothing': () => Promise.resolve(5),
  'a function that throws': () => () => {
    throw new Error('not today');
  },
};

for (const [name, make] of Object.entries(FAILURES)) {
  test(`createLinker() rejects with the reason: ${name}`, { timeout: 10_000 }, async (t) => {
    const given = make(t);
    const wasm = name === 'HTTP 404' ? await given : given;
    await assert.rejects(
      createLinker({ wasm }),
      /^Error: the WebAssembly module of spanloom\/core could not be loaded: ./,
    );
  });
}

test("the package's own module is compiled once, and again after a failure", async (t) => {
  // The instances that other tests made have it compiled already: so a copy of the module that knows nothing.
  const { makeInstance } = await import(`${'../../../js/linker/instance.js'}?again`);
  const { compile } = WebAssembly;
  let compiled = 0;
  let fails = true;
  t.mock.method(WebAssembly, 'compile', (/** @type {BufferSource} */ bytes) => {
    compiled += 1;
    return fails ? Promise.reject(new Error('no memory')) : compile(bytes);
  });
  await assert.rejects(makeInstance(), /no memory/);
  fails = false;
  await Promise.all([makeInstance(), makeInstance()]);
  await makeInstance();
  assert.equal(compiled, 2);
});

test('each linker has memory of its own', async () => {
  const [one, other] = await Promise.all([createLinker(), createLinker()]);
  one.delete();
  assert.equal(other.stats().spans, 0);
  other.delete();
});
