// The core traps, at any of its exports: a fresh instance takes over, for all tracers, and what is open is announced to it again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';

const { instantiate } = WebAssembly;
/** The export that traps when it is called next. @type {string | undefined} */
let trap;
let instances = 0;
/** @type {any} */ (WebAssembly).instantiate = async (/** @type {WebAssembly.Module} */ module) => {
  const { exports } = await instantiate(module);
  instances += 1;
  const trapping = Object.entries(exports).map(([name, value]) => [
    name,
    name.startsWith('session_')
      ? (/** @type {number[]} */ ...args) => {
          if (trap !== name) return /** @type {Function} */ (value)(...args);
          trap = undefined;
          throw new WebAssembly.RuntimeError('unreachable');
        }
      : value,
  ]);
  return { exports: Object.fromEntries(trapping) };
};

const sum = (/** @type {Record<string, number>} */ counts) => Object.values(counts).reduce((a, b) => a + b, 0);

/** A tracer, the spans it exported, and the errors it reported. */
function recording() {
  const sink = memory();
  /** @type {any[]} */
  const errors = [];
  const tracer = createTracer({ exporters: [sink], onError: (error) => errors.push(error) });
  return { tracer, errors, names: () => sink.spans.map(({ name }) => name), spans: sink.spans };
}

/** Those that are called with spans in the core lose these, and say so. */
const LOSING = ['session_encode', 'session_cut', 'session_result_address', 'session_result_size', 'session_release'];
const KEEPING = ['session_reserve', 'session_drain', 'session_stats'];

for (const name of [...LOSING, ...KEEPING, 'session_finished_spans', 'session_finished_bytes', 'session_delete']) {
  test(`${name} traps: what is open and what comes goes on, and each span is counted`, async () => {
    const [one, other] = [recording(), recording()];
    const step = one.tracer.task((/** @type {string} */ name) => ({ name }), { name: 'step' });
    step('before');
    other.tracer.trace('theirs', () => {});
    await Promise.all([one.tracer.flush(), other.tracer.flush()]);
    const open = one.tracer.startSpan('open');
    const root = one.tracer.trace('root', (span) => span);
    await one.tracer.flush();
    step('in between');
    const before = instances;
    trap = name;
    if (name === 'session_stats') one.tracer.stats();
    if (name === 'session_delete') await recordingThatCloses();
    await one.tracer.flush();
    assert.equal(trap, undefined, 'it was called');
    open.run(() => step('below'));
    open.annotate({ output: 'said later' });
    open.end();
    other.tracer.trace('theirs again', () => {});
    await Promise.all([one.tracer.flush(), other.tracer.flush()]);

    assert.equal(instances, before + 1);
    const kept = one.names().filter((name) => name === 'step').length;
    assert.equal(one.names().includes('open') && one.names().includes('root'), true);
    assert.ok(kept >= 2 && (!KEEPING.includes(name) || kept === 3), `${kept} steps`);
    assert.equal(one.spans.find((span) => span.name === 'open')?.output, 'said later');
    assert.equal(one.spans.at(-1)?.traceId, open.traceId);
    assert.notEqual(root.traceId, open.traceId);
    assert.deepEqual(other.names(), ['theirs', 'theirs again']);
    for (const { tracer, errors } of [one, other]) {
      const { ended, exported, dropped } = /** @type {any} */ (tracer.stats()).spans;
      assert.equal(exported + sum(dropped), ended);
      assert.deepEqual(Object.keys(dropped), sum(dropped) > 0 ? ['core_failed'] : []);
      assert.deepEqual(
        errors.map(({ message }) => message),
        ['the core failed: unreachable'],
      );
    }
    await Promise.all([one.tracer.shutdown(), other.tracer.shutdown()]);
  });
}

async function recordingThatCloses() {
  const { tracer } = recording();
  await tracer.shutdown();
}

test('a core that fails again and again is given up, and each span is counted', async () => {
  const { tracer, errors, names } = recording();
  await tracer.flush();
  for (let i = 0; i < 10; i++) {
    tracer.trace(`step ${i}`, () => {});
    trap = 'session_drain';
    await tracer.flush();
    trap = undefined;
  }
  const { ended, exported, dropped } = /** @type {any} */ (tracer.stats()).spans;
  assert.equal(exported, names().length);
  assert.equal(exported + sum(dropped), ended);
  assert.ok(errors.length > 0);
  await tracer.shutdown();
});
