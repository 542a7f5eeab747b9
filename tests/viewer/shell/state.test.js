// What the views share, over a store that answers when it is told to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIntake } from '../../../js/viewer/state/intake.js';
import { createState } from '../../../js/viewer/state/state.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A store whose calls are listed, and answered by the test. */
function fakeStore() {
  /** @type {{ name: string, args: any[], answer: (value: unknown) => Promise<void>, fail: (error: unknown) => Promise<void> }[]} */
  const calls = [];
  let tell = (_summaries) => {};
  const call =
    (name) =>
    (...args) =>
      new Promise((resolve, reject) => {
        const then = (settle) => (value) => {
          settle(value);
          return turn();
        };
        calls.push({ name, args, answer: then(resolve), fail: then(reject) });
      });
  const names = ['add', 'addSpans', 'trace', 'span', 'search', 'session', 'export', 'remove'];
  const store = Object.fromEntries(names.map((name) => [name, call(name)]));
  store.watch = async (onSummaries) => {
    tell = onSummaries;
  };
  const last = (name) => calls.findLast((call) => call.name === name);
  return { store, calls, last, tell: (summaries) => tell(summaries) };
}

const model = (traceId, version = 1) => ({ traceId, version, start: 0, duration: 1, spans: [], links: [] });

test('a late answer of a trace that is no longer open changes nothing', async () => {
  const { store, calls, last } = fakeStore();
  const state = createState(store);
  state.openTrace('a');
  state.openTrace('b');
  await last('trace').answer(model('b'));
  await calls.find(({ args }) => args[0] === 'a').answer(model('a'));
  assert.equal(state.trace.value.traceId, 'b');
});

test('the open trace is read again when something has come for it, and for no other', async () => {
  const { store, calls, last, tell } = fakeStore();
  const state = createState(store);
  state.openTrace('a');
  await last('trace').answer(undefined);
  assert.equal(state.isMissing.value, true);
  tell([{ traceId: 'a', spanCount: 1 }]);
  await last('trace').answer(model('a'));
  assert.equal(state.isMissing.value, false);
  const before = calls.length;
  tell([
    { traceId: 'a', spanCount: 1 },
    { traceId: 'b', spanCount: 1 },
  ]);
  assert.equal(calls.length, before);
  tell([{ traceId: 'a', spanCount: 2 }]);
  await last('trace').answer(model('a', 2));
  assert.equal(state.trace.value.version, 2);
});

test('the detail is that of the selected span', async () => {
  const { store, calls, last } = fakeStore();
  const state = createState(store);
  state.openTrace('a', 'one');
  await last('trace').answer(model('a'));
  state.select({ spanId: 'two' });
  await last('span').answer({ traceId: 'a', spanId: 'two' });
  await calls.find(({ name, args }) => name === 'span' && args[1] === 'one').answer({ traceId: 'a', spanId: 'one' });
  assert.equal(state.detail.value.spanId, 'two');
  state.select(undefined);
  assert.equal(state.detail.value, undefined);
});

test('another part of the same span does not ask for its detail again', async () => {
  const { store, calls, last, tell } = fakeStore();
  const state = createState(store);
  const asked = () => calls.filter(({ name }) => name === 'span').length;
  state.openTrace('a', 'one');
  await last('trace').answer(model('a'));
  state.select({ spanId: 'one', part: { side: 'input', attribute: 'x', range: [0, 1] } });
  assert.equal(asked(), 1);
  tell([{ traceId: 'a', spanCount: 2 }]);
  await last('trace').answer(model('a', 2));
  assert.equal(asked(), 2);
});

test('search steps through what it found, round and round', async () => {
  const { store, last, tell } = fakeStore();
  const state = createState(store);
  state.openTrace('a');
  await last('trace').answer(model('a'));
  state.search.text.value = 'key';
  await last('search').answer(['x', 'y']);
  const selected = [1, 1, 1, -1].map((direction) => {
    state.search.step(direction);
    return state.selection.value.spanId;
  });
  assert.deepEqual(selected, ['x', 'y', 'x', 'y']);
  state.search.step(-1);
  assert.equal(state.selection.value.spanId, 'x');
  tell([{ traceId: 'a', spanCount: 2 }]);
  await last('trace').answer(model('a', 2));
  await last('search').answer(['new', 'x', 'y']);
  assert.equal(state.search.place.value, 1, 'the place stays with its span');
  state.search.text.value = '';
  assert.deepEqual(state.search.found.value, []);
});

test('a trace whose links are not known says so, once', async () => {
  const { store, last, tell } = fakeStore();
  const state = createState(store);
  state.openTrace('a');
  const problem = 'links could not be computed: no WebAssembly';
  await last('trace').answer({ ...model('a'), problem });
  tell([{ traceId: 'a', spanCount: 2 }]);
  await last('trace').answer({ ...model('a', 2), problem });
  assert.deepEqual(
    state.messages.list.value.map(({ id, kind, details }) => [id, kind, details]),
    [[1, 'problem', [problem]]],
  );
});

test('what cannot be read is told, and never thrown', async () => {
  const { store, last } = fakeStore();
  const state = createState(store);
  const intake = createIntake(state);
  const added = intake.add('nonsense');
  await turn();
  await last('add').fail(new Error('the worker is gone'));
  assert.deepEqual(await added, { spans: 0, traces: [], problems: ['the worker is gone'] });
  const [{ kind, text, details }] = state.messages.list.value;
  assert.deepEqual([kind, text, details], ['problem', 'Nothing could be read', ['the worker is gone']]);
  assert.equal(state.reading.value, 0);
});

test('an exporter hands over spans with the name of their service, and the first trace is opened', async () => {
  const { store, last } = fakeStore();
  const state = createState(store);
  const exported = createIntake(state)
    .exporter()
    .export([{ spanId: '1' }], { resource: { 'service.name': 'bot' } });
  await turn();
  const { args, answer } = last('addSpans');
  assert.deepEqual(args, [[{ spanId: '1' }], { origin: 'page', service: 'bot' }]);
  await answer({ spans: 1, traces: ['a'], problems: [] });
  await exported;
  assert.equal(state.traceId.value, 'a');
});

test('a file says how much was read, and problems say what was not', async () => {
  const { store, last } = fakeStore();
  const state = createState(store);
  const done = createIntake(state).files([{ name: 'spans.json' }]);
  await turn();
  await last('add').answer({ spans: 2, traces: ['a'], problems: ['line 3 is no JSON'] });
  await done;
  const [{ text, details }] = state.messages.list.value;
  assert.equal(text, '2 spans read from spans.json, but not everything');
  assert.deepEqual(details, ['line 3 is no JSON']);
  assert.equal(state.messages.notice.value, text);
});
