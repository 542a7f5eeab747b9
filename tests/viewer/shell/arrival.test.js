// Which trace is open before the user has chosen one.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { createArrival } from '../../../js/viewer/state/arrival.js';

const setUp = () => {
  const opened = [];
  const signal = (value) => ({ value, peek: () => signals[value] });
  const signals = { traceId: undefined, selection: undefined, openings: 0 };
  const open = (id) => {
    signals.traceId = id;
    opened.push(id);
  };
  const state = {
    traceId: signal('traceId'),
    selection: signal('selection'),
    openings: signal('openings'),
    openTrace: (id) => {
      signals.openings++;
      open(id);
    },
    showTrace: open,
  };
  return { signals, opened, arrive: createArrival(/** @type {any} */ (state)) };
};

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

test('the newest of traces that come together is open', () => {
  const { opened, arrive } = setUp();
  for (const id of ['a', 'b', undefined, 'c']) arrive(id);
  mock.timers.tick(200);
  assert.deepEqual(opened, ['a', 'c']);
});

test('what the user has opened or selected stays', () => {
  const { signals, opened, arrive } = setUp();
  arrive('a');
  signals.selection = { spanId: '1' };
  arrive('b');
  signals.selection = undefined;
  signals.traceId = 'z';
  arrive('c');
  mock.timers.tick(200);
  assert.deepEqual(opened, ['a']);
});

test('the trace that is open stays when it is asked for', () => {
  const { signals, opened, arrive } = setUp();
  arrive('a');
  arrive('b');
  signals.openings++;
  mock.timers.tick(200);
  assert.deepEqual(opened, ['a']);
});

test('a trace that comes later changes nothing', (t) => {
  const now = t.mock.method(performance, 'now', () => 1000);
  const { opened, arrive } = setUp();
  arrive('a');
  now.mock.mockImplementation(() => 4000);
  arrive('b');
  mock.timers.tick(200);
  assert.deepEqual(opened, ['a']);
});
