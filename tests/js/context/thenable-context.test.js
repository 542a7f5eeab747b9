// What is active around a thenable that a step returned: within its `then` the step, in the handlers whatever was active where `then` was called.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import createSyncStack from '../../../js/context/sync-stack.js';
import { recording } from '../support/spans.js';

/** Without storage, what is active has to be brought along. @type {Record<string, () => import('../../../js/index.js').TracerOptions>} */
const CONTEXTS = {
  'async storage': () => ({}),
  'a sync stack': () => ({ context: createSyncStack() }),
};

/** @param {import('../../../js/index.js').Tracer} tracer */
const active = (tracer) => tracer.currentSpan()?.name;

for (const [name, options] of Object.entries(CONTEXTS)) {
  test(`${name}: \`then\` runs within the step that returned the thenable, its handlers where it was called`, async () => {
    const { tracer, finish } = recording(options());
    /** @type {unknown[]} */
    const seen = [];
    const query = {
      // biome-ignore lint/suspicious/noThenProperty: a foreign thenable
      then(/** @type {any} */ resolve) {
        seen.push(['then', active(tracer)]);
        setTimeout(() => resolve('rows'), 1);
      },
    };
    const run = tracer.retrieval(() => query, { name: 'run' });
    await new Promise((resolve) => {
      tracer.trace('caller', () => {
        const handler = (/** @type {unknown} */ rows) => resolve(seen.push([rows, active(tracer)]));
        /** @type {any} */ (run()).then(handler);
        seen.push(['after', active(tracer)]);
      });
    });
    assert.deepEqual(seen, [
      ['then', 'run'],
      ['after', 'caller'],
      ['rows', 'caller'],
    ]);
    await finish();
  });

  test(`${name}: the same for a failure, in \`catch\` and \`finally\` of a subclass of Promise`, async () => {
    class Lazy extends Promise {
      /** @param {any} onFulfilled @param {any} onRejected @returns {any} */
      // biome-ignore lint/suspicious/noThenProperty: that is what it is
      then(onFulfilled, onRejected) {
        seen.push(['then', active(tracer)]);
        return super.then(onFulfilled, onRejected);
      }
    }
    const { tracer, finish } = recording(options());
    /** @type {unknown[]} */
    const seen = [];
    const run = tracer.tool(() => new Lazy((_resolve, reject) => setTimeout(() => reject(new Error('no')), 1)), {
      name: 'run',
    });
    await new Promise((resolve) => {
      tracer.trace('caller', () => {
        run().catch((error) => seen.push([error.message, active(tracer)]));
      });
      tracer.trace('other', () => {
        run().then(undefined, (error) => resolve(seen.push([error.message, active(tracer)])));
      });
    });
    assert.deepEqual(seen.slice(0, 2), [
      ['then', 'run'],
      ['then', 'run'],
    ]);
    assert.deepEqual(seen.slice(-2), [
      ['no', 'caller'],
      ['no', 'other'],
    ]);
    await finish();
  });
}

test('two tracers with contexts of their own: each finds its own step in `then`, and its own caller in the handlers', async () => {
  const [one, two] = [recording(CONTEXTS['a sync stack']()), recording()];
  /** @type {unknown[]} */
  const seen = [];
  const both = () => [active(one.tracer), active(two.tracer)];
  const query = {
    // biome-ignore lint/suspicious/noThenProperty: a foreign thenable
    then(/** @type {any} */ resolve) {
      seen.push(both());
      resolve('rows');
    },
  };
  const run = one.tracer.tool(
    two.tracer.tool(() => query, { name: 'inner' }),
    { name: 'outer' },
  );
  one.tracer.trace('of one', () => {
    two.tracer.trace('of two', () => {
      /** @type {any} */ (run()).then(() => seen.push(both()));
    });
  });
  assert.deepEqual(seen, [
    ['outer', 'inner'],
    ['of one', 'of two'],
  ]);
  await Promise.all([one.finish(), two.finish()]);
});
