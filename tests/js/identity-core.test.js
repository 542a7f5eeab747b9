// The core without links by content gives the same bytes as the whole core does when it is told to look at none.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadCore } from '../../js/core/load.js';
import { CoreSession } from '../../js/core/session.js';
import { createTracer, memory } from '../../js/index.js';
import { readTracerOptions } from '../../js/options/tracer-options.js';
import { Choices } from './support/choices.js';
import { LineageProgram } from './support/content/lineage-program.js';
import { nestedSpans } from './support/nested-spans.js';
import { Program } from './support/program.js';
import { logsOf, resultOf } from './support/recorded-logs.js';

const PROGRAMS = 120;
const BY_IDENTITY = { structure: false, text: false };

/** @typedef {import('../../js/core/load.js').Core} Core */
/** @type {Core} */
let whole;
/** @type {Core} */
let small;
/** @type {import('./support/recorded-logs.js').Parts[]} */
let logs;

before(async () => {
  [whole, small] = await Promise.all([loadCore(undefined, true), loadCore(undefined, false)]);
  logs = await logsOf(async (tracer) => {
    for (let seed = 0; seed < PROGRAMS; seed++) {
      new LineageProgram(seed).run(tracer);
      const choices = Choices.random(seed);
      await new Program(tracer, choices, new WeakSet(), 12).run();
      nestedSpans(tracer, choices, 2);
      if (choices.oneIn(8)) await tracer.flush();
    }
  });
});

/** @type {import('../../js/index.js').LinkOptions[]} */
const OPTIONS = [
  BY_IDENTITY,
  { ...BY_IDENTITY, attribution: true, maxTraces: 3, maxObjects: 300 },
  { policy: 'every-use' },
  { policy: 'off' },
];

for (const options of OPTIONS) {
  test(`the same bytes and counts with ${JSON.stringify(options)}`, () => {
    const [expected, actual] = [whole, small].map((core) => resultOf(core, logs, options));
    assert.deepEqual(actual.stats, expected.stats);
    // Not deepEqual: to show how two such lists differ takes more memory than there is.
    const differing = expected.made.findIndex(({ bytes }, i) => !actual.made[i]?.bytes.equals(bytes));
    assert.deepEqual([actual.made.length, differing], [expected.made.length, -1]);
    assert.ok(expected.stats.ended > 1000 && expected.made.length > 10);
    assert.equal(expected.stats.links.identity > 100, options.policy !== 'off');
  });
}

test('a tracer that looks at no content has the small core', async () => {
  // As it has more memory than the other, it is told by that.
  const room = small.session_new(0, 1, 256, 0, 0, 0);
  small.session_reserve(room, 1 << 28);
  assert.ok(small.memory.buffer.byteLength > whole.memory.buffer.byteLength);
  const memoryOf = async (/** @type {import('../../js/index.js').LinkOptions} */ links) => {
    const tracer = createTracer({ links, exporters: [memory()] });
    tracer.trace('root', () => 1);
    await tracer.flush();
    return tracer.stats().core.memoryBytes;
  };
  assert.equal(await memoryOf(BY_IDENTITY), small.memory.buffer.byteLength);
  assert.equal(await memoryOf({ policy: 'every-use' }), small.memory.buffer.byteLength);
  assert.equal(await memoryOf({ text: false }), whole.memory.buffer.byteLength);
  small.session_delete(room);
});

test('it refuses what it has not', () => {
  const { links } = readTracerOptions('test', { links: {} });
  assert.throws(() => new CoreSession(small, links), /this core cannot link by content; 'spanloom.wasm' can/);
});
