// The core as JavaScript gives the same bytes as the core as WebAssembly, links and all, and is taken where nothing may be compiled.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadCore } from '../../../js/core/load.js';
import { loadPortable } from '../../../js/wasm/portable.js';
import { Choices } from '../support/choices.js';
import { LineageProgram } from '../support/content/lineage-program.js';
import { words } from '../support/content/sizes.js';
import { nestedSpans } from '../support/nested-spans.js';
import { Program } from '../support/program.js';
import { logsOf, resultOf } from '../support/recorded-logs.js';

const PROGRAMS = 60;

/** @typedef {import('../../../js/core/load.js').Core} Core */
/** @type {Core} */
let wasm;
/** @type {Core} */
let portable;

before(async () => {
  [wasm, portable] = await Promise.all([loadCore(), loadPortable()]);
});

/** @type {import('../../../js/index.js').LinkOptions[]} */
const OPTIONS = [
  { text: { ranges: true }, attribution: true },
  { policy: 'every-use' },
  { maxTextBytes: 4096, maxTraces: 3, maxObjects: 300 },
];

for (const options of OPTIONS) {
  test(`the same bytes and counts with ${JSON.stringify(options)}`, async () => {
    const logs = await logsOf(async (tracer) => {
      for (let seed = 0; seed < PROGRAMS; seed++) {
        new LineageProgram(seed).run(tracer);
        const choices = Choices.random(seed);
        await new Program(tracer, choices, new WeakSet(), 12).run();
        nestedSpans(tracer, choices, 2);
        if (choices.oneIn(8)) await tracer.flush();
      }
    });
    const [expected, actual] = [wasm, portable].map((core) => resultOf(core, logs, options));
    assert.deepEqual(actual.stats, expected.stats);
    assert.deepEqual(actual.made, expected.made);
    assert.ok(expected.stats.ended > 500 && expected.made.length > 10);
  });
}

test('the same bytes when the memory grows', async () => {
  const logs = await logsOf((tracer) => {
    const task = tracer.task((/** @type {string} */ text) => `so it says: ${text}`);
    tracer.trace('root', () => {
      for (let seed = 0; seed < 25; seed++) task(task(words(seed, 100_000)));
    });
  });
  const before = portable.memory.buffer;
  const [expected, actual] = [wasm, portable].map((core) => resultOf(core, logs, {}));
  assert.notEqual(portable.memory.buffer, before);
  assert.ok(portable.memory.buffer.byteLength > before.byteLength);
  assert.deepEqual(actual.stats, expected.stats);
  assert.ok(actual.made.every(({ bytes }, i) => bytes.equals(expected.made[i].bytes)));
});

const PROGRAM = fileURLToPath(new URL('../support/without-wasm.js', import.meta.url));

for (const [name, flags] of Object.entries({
  'is missing': ['--jitless'],
  'may not be compiled': ['--import', 'data:text/javascript,WebAssembly.Module=class{constructor(){throw 0}}'],
})) {
  test(`it is taken where WebAssembly ${name}`, () => {
    const output = execFileSync(process.execPath, [...flags, '--no-warnings', PROGRAM], { encoding: 'utf8' });
    assert.deepEqual(JSON.parse(output), { links: [[], ['structure'], []], errors: [], isReady: true });
  });
}
