// When a flush is due: at most one timer, and a lost timer is replaced.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FlushSchedule } from '../../../js/pipeline/flush-schedule.js';

const SECOND = 1e6;

/** @param {import('node:test').TestContext} t */
function schedule(t) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let flushes = 0;
  const made = new FlushSchedule(1000, () => {
    flushes += 1;
  });
  return { made, flushes: () => flushes };
}

test('one timer serves all requests until it fires', (t) => {
  const { made, flushes } = schedule(t);
  assert.equal(made.request(0, false), true);
  assert.equal(made.request(0.5 * SECOND, false), false);
  t.mock.timers.tick(999);
  assert.equal(flushes(), 0);
  t.mock.timers.tick(1);
  assert.equal(flushes(), 1);
  assert.equal(made.request(1.1 * SECOND, false), true);
});

test('an urgent request replaces a later timer', (t) => {
  const { made, flushes } = schedule(t);
  made.request(0, false);
  assert.equal(made.request(0.1 * SECOND, true), true);
  t.mock.timers.tick(0);
  assert.equal(flushes(), 1);
  t.mock.timers.tick(5000);
  assert.equal(flushes(), 1);
});

test('a timer that is overdue by two intervals is lost, and another one is set', (t) => {
  const { made } = schedule(t);
  made.request(0, false);
  assert.equal(made.request(2.9 * SECOND, false), false);
  assert.equal(made.request(3.1 * SECOND, false), true);
});

test('no flush comes after cancel()', (t) => {
  const { made, flushes } = schedule(t);
  made.request(0, false);
  made.cancel();
  t.mock.timers.tick(5000);
  assert.equal(flushes(), 0);
});
