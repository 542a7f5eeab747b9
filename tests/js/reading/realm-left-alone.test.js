// After tracing, a program finds its realm unchanged, and its errors show the same stack frames as untraced.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import createSyncStack from '../../../js/context/sync-stack.js';
import { createTracer, init, memory } from '../../../js/index.js';
import { hearing } from '../support/programs/process-events.js';
import { differences, snapshot } from '../support/realm.js';
import { caughtFrom, differentStacks, HANDED_ON, unhandledFrom, untracedStacks } from '../support/stacks.js';
import { useTracer } from '../support/use-tracer.js';

/** @type {Record<string, () => import('../../../js/index.js').TracerOptions>} */
const CONTEXTS = {
  'async storage': () => ({ exporters: [memory()] }),
  'a sync stack': () => ({ exporters: [memory()], context: createSyncStack() }),
};
const OURS = new URL('../../../js/', import.meta.url).href;
/** What copies of the package share. */
const SHARED = 'globalThis.Symbol(spanloom)';

function look() {
  // Node loads some globals when they are first read.
  for (const key of Reflect.ownKeys(globalThis)) Reflect.get(globalThis, key);
  return snapshot();
}

/** @param {import('../support/realm.js').Snapshot} before */
const changesSince = (before) => differences(before, look()).filter((path) => !path.startsWith(SHARED));

/** @template T @param {(errorOf: import('../support/stacks.js').ErrorOf) => Promise<T>} act receives a function that waits for an unhandled error */
async function unhandled(act) {
  /** @type {(error: Error) => void} */
  let tell = () => {};
  const world = /** @type {any} */ ({ say() {}, show: (/** @type {Error} */ error) => tell(error) });
  const errorOf = unhandledFrom((listener) => {
    tell = listener;
  });
  /** @type {any} */
  let result;
  await hearing(
    async () => {
      result = await act(errorOf);
    },
    () => world,
  );
  return /** @type {T} */ (result);
}

// Before there is any tracer.
const untraced = {
  caught: await untracedStacks(caughtFrom, OURS),
  unhandled: await unhandled((errorOf) => untracedStacks(errorOf, OURS)),
};

for (const [name, options] of Object.entries(CONTEXTS)) {
  const handedOn = name === 'async storage' ? HANDED_ON.any : HANDED_ON.foreign;
  test(`${name}: nothing of the realm has changed after shutdown()`, async () => {
    const before = look();
    const tracer = init(options());
    await useTracer(tracer);
    assert.ok(tracer.stats().spans.ended > 0);
    await tracer.shutdown();
    assert.deepEqual(changesSince(before), []);
  });

  test(`${name}: nothing of it changes where tracing is off`, async () => {
    const before = look();
    const listeners = process.eventNames().map((event) => process.listenerCount(event));
    const tracer = init({ ...options(), enabled: false });
    await useTracer(tracer);
    assert.deepEqual(changesSince(before), []);
    assert.deepEqual(
      process.eventNames().map((event) => process.listenerCount(event)),
      listeners,
    );
    await tracer.shutdown();
  });

  test(`${name}: the stack of an error has the frames that it has untraced`, async () => {
    const tracer = createTracer(options());
    await useTracer(tracer);
    assert.deepEqual(await differentStacks(tracer, caughtFrom, OURS, untraced.caught, handedOn), []);
    await tracer.shutdown();
  });

  test(`${name}: and that of an unhandled rejection`, async () => {
    const tracer = createTracer(options());
    assert.deepEqual(
      await unhandled((errorOf) => differentStacks(tracer, errorOf, OURS, untraced.unhandled, handedOn)),
      [],
    );
    await tracer.shutdown();
  });
}
