// What a carrier costs: reading it is linear in its size, counted and not timed. Longer fields than allowed are not read at all.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recording } from '../support/spans.js';

const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** Counts what is done to a carrier. @param {object} target @param {(carrier: any) => void} act */
function operations(target, act) {
  let count = 0;
  const counted = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (/** @type {any[]} */ ...args) => {
          count += 1;
          return /** @type {any} */ (Reflect)[name](...args);
        },
    },
  );
  act(new Proxy(target, counted));
  return count;
}

/** @param {number} count */
const fields = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`x-field-${i}`, 'x']));

test('a carrier with twice as many fields costs twice as much', async () => {
  const { tracer, finish } = recording({ baggage: true });
  const costs = [1000, 2000, 4000].map((count) =>
    operations({ ...fields(count), TraceParent: PARENT }, (carrier) => assert.ok(tracer.extract(carrier).isValid)),
  );
  assert.ok(costs[1] / costs[0] < 2.1 && costs[2] / costs[1] < 2.1, `${costs}`);
  const written = [1000, 2000, 4000].map((count) =>
    tracer.trace('step', () => operations(fields(count), (carrier) => tracer.inject(carrier))),
  );
  assert.ok(written[1] / written[0] < 2.1 && written[2] / written[1] < 2.1, `${written}`);
  await finish();
});
