// Random and damaged requests through embind: each is taken or refused by name, nothing traps, what comes out is well formed, and memory stays flat.
// LINKER_INPUTS says how many, LINKER_INPUT_SEED which.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLinker, OtlpError } from '../../../js/linker/index.js';
import { Choices } from '../support/choices.js';
import { randomInputs } from './support/random-input.js';

const INPUTS = Number(process.env.LINKER_INPUTS ?? 20_000);
const SEED = Number(process.env.LINKER_INPUT_SEED ?? 11);
/** Small enough that limits are reached. */
const OPTIONS = { maxTraces: 50, maxTraceBytes: 2 ** 17, maxBytes: 2 ** 20, grace: 5 };
const TRACE = /"traceId":"([0-9a-f]{32})"/;

/** Does something with what was added. @param {Choices} choices @param {any} linker @param {string} traceId @param {any} reader */
function use(choices, linker, traceId, reader) {
  switch (choices.int(6)) {
    case 0:
      return linker.links(traceId);
    case 1: {
      const [spanId = '0000000000000001'] = Object.keys(linker.links(traceId));
      return linker.explain(traceId, spanId, { reverse: choices.oneIn(2) });
    }
    case 2:
      return linker.stats();
    case 3:
      for (const spanId of Object.keys(linker.kinds(traceId))) linker.contents(traceId, spanId);
      return;
    default: {
      const format = choices.pick(['json', 'protobuf']);
      const done = choices.pick([false, true, true, traceId]);
      const request = linker.take({ format, done, maxBytes: choices.pick([1, 10_000, Infinity]) });
      if (format === 'json' && request !== undefined) JSON.parse(request);
      if (request === undefined) return;
      reader.add(request);
      reader.take({ done: true });
    }
  }
}

test(`${INPUTS} inputs: no trap, and memory stays flat`, async (t) => {
  const linker = await createLinker({ ...OPTIONS, clock: () => now });
  const reader = await createLinker();
  const next = randomInputs();
  let now = 0;
  let refused = 0;
  let early = 0;
  let traceId = '0123456789abcdef0123456789abcdef';
  for (let i = 0; i < INPUTS; i++) {
    const which = `LINKER_INPUT_SEED=${SEED}, input ${i}`;
    const choices = Choices.random(SEED * 1e6 + i);
    const { otlp, signal } = next(choices);
    now += choices.int(3);
    const before = choices.oneIn(50) ? linker.stats() : undefined;
    try {
      linker.add(otlp, signal && { signal });
      if (typeof otlp === 'string') traceId = TRACE.exec(otlp)?.[1] ?? traceId;
    } catch (error) {
      assert.ok(error instanceof OtlpError, `${which}: ${error}`);
      refused += 1;
      if (before)
        assert.deepEqual(
          { ...linker.stats(), memoryBytes: 0 },
          { ...before, refused: before.refused + 1, memoryBytes: 0 },
          which,
        );
    }
    try {
      if (choices.oneIn(2)) use(choices, linker, traceId, reader);
      if (choices.oneIn(100)) await linker.process({ done: choices.oneIn(2) });
    } catch (error) {
      throw new Error(`${which}: ${/** @type {any} */ (error).stack}`);
    }
    if (i === Math.floor(INPUTS / 4)) early = linker.stats().memoryBytes;
  }
  while (linker.take({ done: true, maxBytes: 1 })) {}
  const { memoryBytes, waitingSpans, waitingBytes, ...counts } = linker.stats();
  t.diagnostic(`${refused} refused; memory ${early} -> ${memoryBytes} bytes; ${JSON.stringify(counts)}`);
  assert.deepEqual([waitingSpans, waitingBytes], [0, 0]);
  assert.equal(counts.refused, refused);
  assert.ok(refused > INPUTS / 10 && refused < INPUTS * 0.9, 'some are taken, and some are not');
  assert.ok(counts.links.text > INPUTS / 1000, 'some have links');
  assert.ok(memoryBytes <= early * 1.5, `memory has grown from ${early} to ${memoryBytes} bytes`);
});
