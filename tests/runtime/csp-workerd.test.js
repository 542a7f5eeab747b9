// workerd forbids compiling bytes: a compiled module is taken in each form, and bytes cost no more than the links.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundleWorker } from './bundle.js';
import { EXPECTED } from './expected.js';
import { project } from './packed.js';
import { serveWorker } from './workerd.js';

const WORKER = `import compiled from './spanloom.wasm';
import { prepare } from './scenario.js';

const SHAPES = {
  'a Module': compiled,
  'a namespace': { default: compiled },
  'a function': () => compiled,
  'a promise': Promise.resolve(compiled),
  'a function of a promise of a namespace': async () => ({ default: compiled }),
};
const errors = [];
const onError = (error) => errors.push(error.message);
const scenarios = Object.entries(SHAPES).map(([name, wasm]) => [name, prepare({ wasm, onError })]);

export default {
  async fetch() {
    try {
      const found = {};
      for (const [name, run] of scenarios) found[name] = await run();
      found.bytes = await prepare({ wasm: new Uint8Array(64), onError })();
      return Response.json({ found, errors });
    } catch (error) {
      return new Response(error.stack, { status: 500 });
    }
  },
};
`;

test('workerd: init({ wasm }) in every form that is possible there', { timeout: 60_000 }, async (t) => {
  const folder = project(t);
  await bundleWorker(folder, WORKER);
  const response = await fetch(await serveWorker(t, folder, []));
  const body = await response.text();
  assert.equal(response.status, 200, body);
  const { found, errors } = JSON.parse(body);
  const { bytes, ...compiled } = found;
  for (const [name, result] of Object.entries(compiled)) assert.deepEqual(result, EXPECTED, name);
  assert.equal(Object.keys(compiled).length, 5);
  assert.deepEqual(bytes, { ...EXPECTED, edges: [] });
  assert.equal(errors.length, 1);
  assert.match(errors[0], /without links: 'wasm' must give a WebAssembly.Module/);
});
