import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdBack } from '../../../js/viewer/list/arrival.js';
import { turnsOf } from '../../../js/viewer/list/turns.js';
import { rowsInView, scrollTo } from '../../../js/viewer/parts/window.js';
import { choicesOf, filterTraces, NO_FILTER } from '../../../js/viewer/state/filter.js';

const TRACES = [
  {
    traceId: '3',
    name: 'answer',
    services: ['bot'],
    kinds: ['llm'],
    status: 'ok',
    duration: 900,
    start: 3,
    sessionId: 's',
  },
  {
    traceId: '2',
    name: 'search',
    services: ['web', 'bot'],
    kinds: ['tool'],
    status: 'error',
    duration: 90,
    start: 2,
    terms: 'fetch page\nTimeoutError: too slow',
  },
  {
    traceId: '1',
    name: 'answer',
    services: ['bot'],
    kinds: ['llm'],
    status: 'ok',
    duration: 20,
    start: 1,
    sessionId: 's',
    question: 'Where is the Key?',
  },
];

const idsWith = (filter) => filterTraces(TRACES, { ...NO_FILTER, ...filter }).map(({ traceId }) => traceId);

test('each filter leaves out what does not match', () => {
  assert.deepEqual(idsWith({}), ['3', '2', '1']);
  assert.deepEqual(idsWith({ text: 'KEY where' }), ['1']);
  assert.deepEqual(idsWith({ text: 'answer' }), ['3', '1']);
  assert.deepEqual(idsWith({ text: 'fetch timeouterror' }), ['2']);
  assert.deepEqual(idsWith({ service: 'web' }), ['2']);
  assert.deepEqual(idsWith({ kind: 'llm' }), ['3', '1']);
  assert.deepEqual(idsWith({ status: 'error' }), ['2']);
  assert.deepEqual(idsWith({ minDuration: 90 }), ['3', '2']);
  assert.deepEqual(idsWith({ sessionId: 's', minDuration: 100 }), ['3']);
  assert.deepEqual(choicesOf(TRACES), {
    services: ['bot', 'web'],
    kinds: ['llm', 'tool'],
    statuses: ['error', 'ok'],
    sessions: ['s'],
  });
});

test('who has scrolled sees what was there, and how many wait', () => {
  assert.deepEqual(holdBack(TRACES, undefined), { shown: TRACES, waiting: 0 });
  assert.deepEqual(holdBack(TRACES, new Set(['1', '2'])), { shown: TRACES.slice(1), waiting: 1 });
});

test('a session is its traces in the order of their start', () => {
  assert.deepEqual(
    turnsOf(TRACES, 's').map(({ traceId }) => traceId),
    ['1', '3'],
  );
  assert.deepEqual(turnsOf(TRACES, undefined), []);
});

test('of many rows, those in view and a few beside them are drawn', () => {
  assert.deepEqual(rowsInView({ top: 0, height: 280, row: 28, count: 5000 }), [0, 18]);
  assert.deepEqual(rowsInView({ top: 28_000, height: 280, row: 28, count: 5000 }), [992, 1018]);
  assert.deepEqual(rowsInView({ top: 28_000, height: 280, row: 28, count: 3 }), [3, 3]);
});

test('a neighbour scrolls into view by as little as needed, a distant row to the middle', () => {
  const place = { top: 280, height: 280, row: 28 };
  assert.equal(scrollTo(12, place), 280);
  assert.equal(scrollTo(20, place), 308);
  assert.equal(scrollTo(9, place), 252);
  assert.equal(scrollTo(100, place), 2674);
});
