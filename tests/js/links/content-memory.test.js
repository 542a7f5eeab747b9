// The index over texts has a cap, and what it takes stays flat however much passes through one trace.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer } from '../../../js/index.js';
import { Random } from '../support/content/random.js';
import { words } from '../support/content/sizes.js';

const CAP = 1 << 20;

test('a trace that stays open keeps no more text than it may', async () => {
  const random = new Random(7);
  const nothing = { encoding: /** @type {const} */ ('otlp-protobuf'), export: () => undefined };
  const tracer = createTracer({ exporters: [nothing], links: { maxTextBytes: CAP } });
  const step = tracer.task((/** @type {string} */ text) => `${text.slice(0, 2000)} ${words(random.int(1e9), 2000)}`, {
    name: 'step',
  });
  /** @type {number[]} */
  const memory = [];
  await tracer.trace('root', async (root) => {
    for (let turn = 0; turn < 12; turn++) {
      for (let i = 0; i < 100; i++) root.run(step, words(random.int(1e9), 4000));
      await tracer.flush();
      const { core } = /** @type {import('../../../js/index.js').Stats} */ (tracer.stats());
      assert.ok(Number(core.textBytes) <= CAP, `${core.textBytes} bytes`);
      memory.push(core.memoryBytes);
    }
  });
  const { core } = /** @type {import('../../../js/index.js').Stats} */ (tracer.stats());
  assert.ok(Number(core.droppedTexts) > 1000, `${core.droppedTexts} texts were dropped`);
  assert.equal(memory.at(-1), memory[5], 'the memory of the core grows no more');
  await tracer.flush();
  assert.equal(/** @type {any} */ (tracer.stats()).core.traces, 1);
});
