// How much process() does at a time: whatever clock there is, no slice is endless.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextTurn, Pace } from '../../../js/linker/pace.js';

/** The units after many slices. @param {(units: number) => number} ms how long that many take */
function settled(ms) {
  const pace = new Pace();
  const seen = [];
  for (let slice = 0; slice < 100; slice++) {
    seen.push(pace.units);
    pace.adapt(ms(pace.units));
  }
  assert.ok(seen.every((units) => Number.isInteger(units) && units >= 1 && units <= 2048));
  return pace.units;
}

test('a slice takes about 8 ms', () => {
  assert.equal(
    settled((units) => units / 40),
    320,
  );
  assert.equal(
    settled((units) => units * 2),
    4,
  );
});

test('one unit at least, however slow', () => {
  assert.equal(
    settled(() => 1000),
    1,
  );
});

test('a bound where the clock stands still, or goes back', () => {
  assert.equal(
    settled(() => 0),
    2048,
  );
  assert.equal(
    settled(() => -5),
    2048,
  );
});

test('a clock of 100 ms', () => {
  let time = 0;
  const units = settled((units) => {
    const before = Math.floor(time / 100);
    time += units / 40;
    return (Math.floor(time / 100) - before) * 100;
  });
  assert.ok(units > 0);
});

test('it grows again after a slow slice', () => {
  const pace = new Pace();
  pace.adapt(10_000);
  assert.equal(pace.units, 1);
  for (let slice = 0; slice < 20; slice++) pace.adapt(pace.units / 40);
  assert.equal(pace.units, 320);
});

for (const [what, scheduler, immediate] of /** @type {[string, any, any][]} */ ([
  ['setImmediate', undefined, globalThis.setImmediate],
  ['setTimeout', undefined, undefined],
  ['a scheduler without yield', {}, undefined],
  ['scheduler.yield', { yield: () => new Promise((resolve) => setTimeout(resolve)) }, undefined],
])) {
  test(`${what} lets the event loop run`, async (t) => {
    const { scheduler: before, setImmediate } = /** @type {any} */ (globalThis);
    t.after(() => Object.assign(globalThis, { scheduler: before, setImmediate }));
    Object.assign(globalThis, { scheduler, setImmediate: immediate });
    let ran = false;
    setTimeout(() => {
      ran = true;
    });
    for (let turn = 0; turn < 1000 && !ran; turn++) await nextTurn();
    assert.ok(ran);
  });
}
