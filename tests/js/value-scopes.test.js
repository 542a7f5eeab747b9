// Where a call belongs when nothing is active: by the values it was given, or not at all.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import createContext from '../../js/context/sync-stack.js';
import { createTracer, memory } from '../../js/index.js';

const QUESTION = 'what is a span link?';
const pause = () => new Promise((resolve) => setTimeout(resolve, 2));

/** Runs `program` with a tracer whose context ends at the first `await`; returns "child in parent, how" for every span. */
async function parents(program) {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], context: createContext(), awaitHook: false });
  const wrap = (kind, name, fn) => tracer[kind](fn, { name });
  await program({ tracer, wrap });
  await tracer.flush();
  const names = new Map(sink.spans.map(({ spanId, name }) => [spanId, name]));
  const told = sink.spans.map(({ name, parentSpanId, attributes }) =>
    [`${name} in ${names.get(parentSpanId) ?? 'nothing'}`, attributes['spanloom.context']].filter(Boolean).join(', '),
  );
  return { told: told.sort(), stats: tracer.stats() };
}

test('the span that was given the value, or whose child gave it', async () => {
  const { told, stats } = await parents(async ({ wrap }) => {
    const load = wrap('retrieval', 'load', async (question) => [{ text: `about ${question}` }]);
    const sum = wrap('task', 'sum', (docs) => docs.length);
    const first = wrap('task', 'first', (doc) => doc.text);
    const ask = wrap('workflow', 'ask', async (question) => {
      await pause();
      const docs = await load(question);
      first(docs[0]);
      return sum(docs);
    });
    await Promise.all([ask(QUESTION), ask('and another question')]);
  });
  const once = ['ask in nothing', 'first in ask, recovered', 'load in ask, recovered', 'sum in ask, recovered'];
  assert.deepEqual(
    told,
    once.flatMap((line) => [line, line]),
  );
  assert.deepEqual(stats.context, { recovered: 6, unknown: 0 });
});

test('calls next to each other, given the same value, are siblings', async () => {
  const { told } = await parents(async ({ wrap }) => {
    const left = wrap('tool', 'left', pause);
    const right = wrap('tool', 'right', pause);
    const ask = wrap('workflow', 'ask', async (question) => {
      await pause();
      await Promise.all([left(question), right(question)]);
    });
    await ask(QUESTION);
  });
  assert.deepEqual(told, ['ask in nothing', 'left in ask, recovered', 'right in ask, recovered']);
});

test('a value that two open spans hold names neither', async () => {
  const { told, stats } = await parents(async ({ wrap }) => {
    const inner = wrap('tool', 'inner', () => 1);
    const outer = wrap('agent', 'outer', async (question) => {
      await pause();
      inner(question);
    });
    const ask = wrap('workflow', 'ask', (question) => outer(question));
    await ask(QUESTION);
  });
  assert.deepEqual(told, ['ask in nothing', 'inner in nothing, unknown', 'outer in ask']);
  assert.equal(stats.context.unknown, 1);
});

test('a value that two traces share tells nothing, and the others decide', async () => {
  const client = { name: 'one client for all' };
  const { told } = await parents(async ({ wrap }) => {
    const call = wrap('llm', 'call', () => 1);
    const ask = wrap('workflow', 'ask', async (given, question, isAlone) => {
      await pause();
      if (isAlone) call(given);
      else call(given, question);
    });
    await Promise.all([ask(client, 'the first question', true), ask(client, 'the second question', false)]);
  });
  assert.deepEqual(told, ['ask in nothing', 'ask in nothing', 'call in ask, recovered', 'call in nothing, unknown']);
});

test('values of two traces in one call: unknown, not one of them', async () => {
  const { told } = await parents(async ({ wrap }) => {
    const join = wrap('task', 'join', (...all) => all.length);
    const ask = wrap('workflow', 'ask', async (question, other) => {
      await pause();
      if (other) join(question, other);
      else await pause();
    });
    await Promise.all([ask('a question'), ask('b question', 'a question')]);
  });
  assert.deepEqual(told, ['ask in nothing', 'ask in nothing', 'join in ask, recovered']);
  const { told: crossed } = await parents(async ({ wrap }) => {
    const join = wrap('task', 'join', (...all) => all.length);
    const ask = wrap('workflow', 'ask', async (question) => {
      await pause();
      if (question.startsWith('b')) join(question, 'a question');
      else await pause();
    });
    await Promise.all([ask('a question'), ask('b question')]);
  });
  assert.deepEqual(crossed, ['ask in nothing', 'ask in nothing', 'join in nothing, unknown']);
});

test('without evidence, the one open root; with two of them, unknown', async () => {
  const ticks = async (questions) => {
    const { told } = await parents(async ({ wrap }) => {
      const tick = wrap('tool', 'tick', () => 1);
      const ask = wrap('workflow', 'ask', async () => {
        await pause();
        tick('yes');
        await pause();
      });
      await Promise.all(questions.map(ask));
    });
    return told.filter((line) => line.startsWith('tick'));
  };
  assert.deepEqual(await ticks([1]), ['tick in ask, recovered']);
  assert.deepEqual(await ticks([1, 2]), Array(2).fill('tick in nothing, unknown'));
});

test('a new question while the first is open is a trace of its own, and so is the same one again', async () => {
  const { told } = await parents(async ({ wrap }) => {
    const ask = wrap('agent', 'ask', pause);
    const flow = wrap('workflow', 'flow', pause);
    const running = [ask(QUESTION)];
    await null;
    running.push(ask('something else entirely'), ask(QUESTION), flow('a workflow is a beginning'));
    await Promise.all(running);
  });
  assert.deepEqual(told, ['ask in nothing', 'ask in nothing', 'ask in nothing', 'flow in nothing']);
});

test('a span that was only started is no place for calls; one in which something ran is', async () => {
  const { told } = await parents(async ({ tracer, wrap }) => {
    const work = wrap('tool', 'work', () => 1);
    const idle = tracer.startSpan({ name: 'idle' });
    work(1);
    idle.end();
    const busy = tracer.startSpan({ name: 'busy' });
    const later = wrap('task', 'later', () => 1);
    busy.run(() => {});
    await pause();
    later(1);
    busy.end();
  });
  assert.deepEqual(told, ['busy in nothing', 'idle in nothing', 'later in busy, recovered', 'work in nothing']);
});

test('what ended holds nothing, and span.run decides against any value', async () => {
  const { told } = await parents(async ({ tracer, wrap }) => {
    const use = wrap('tool', 'use', () => 1);
    const ask = wrap('workflow', 'ask', async () => pause());
    const other = tracer.startSpan({ name: 'other' });
    const running = ask(QUESTION);
    other.run(() => use(QUESTION));
    await running;
    other.end();
    use(QUESTION);
  });
  assert.deepEqual(told, ['ask in nothing', 'other in nothing', 'use in nothing', 'use in other']);
});

test('getters that throw and endless structures change nothing', async () => {
  const hostile = {
    get question() {
      throw new Error('not for you');
    },
  };
  const round = [];
  round.push(round, hostile);
  const { told } = await parents(async ({ wrap }) => {
    const use = wrap('tool', 'use', (value) => value);
    const ask = wrap('workflow', 'ask', async (value) => {
      await pause();
      return use(value);
    });
    assert.equal(await ask(hostile), hostile);
    assert.equal(await ask(round), round);
  });
  assert.equal(told.filter((line) => line.startsWith('use')).length, 2);
});

test('workflows that begin together with one value are two traces', async () => {
  const { told } = await parents(async ({ wrap }) => {
    const history = wrap('workflow', 'history', pause);
    const suggest = wrap('workflow', 'suggest', pause);
    const summary = wrap('agent', 'summary', pause);
    await Promise.all([history('conversation 17'), suggest('conversation 17'), summary('conversation 17')]);
  });
  assert.deepEqual(told, ['history in nothing', 'suggest in nothing', 'summary in nothing']);
});

test('with many holders of one value, none of them is told from the others', async () => {
  const { told } = await parents(async ({ wrap }) => {
    const client = { name: 'shared' };
    const step = wrap('tool', 'step', async (_client, ms) => void (await new Promise((done) => setTimeout(done, ms))));
    const use = wrap('tool', 'use', () => 1);
    const ask = wrap('workflow', 'ask', async (_question, isFirst) => {
      if (isFirst) await Promise.all(Array.from({ length: 80 }, () => step(client, 1)));
      else await step(client, 1);
      await pause();
      if (!isFirst) use(client);
      await pause();
    });
    await Promise.all([ask('the first', true), ask('the second', false)]);
  });
  assert.ok(!told.includes('use in step, recovered') && told.some((line) => line.startsWith('use in')), String(told));
});

test('a span that ended between two others does not make the outer one the caller', async () => {
  const { told } = await parents(async ({ tracer, wrap }) => {
    const use = wrap('tool', 'use', () => 1);
    const child = wrap('agent', 'child', async (question) => {
      await pause();
      await tracer.flush();
      await pause();
      use(question);
    });
    const mid = wrap('task', 'mid', (question) => void child(question));
    const root = wrap('workflow', 'root', async (question) => {
      mid(question);
      await pause();
      await new Promise((done) => setTimeout(done, 30));
    });
    await root(QUESTION);
  });
  assert.deepEqual(told, ['child in mid', 'mid in root', 'root in nothing', 'use in nothing, unknown']);
});

test('no getter is asked, and a long text is known again without being kept', async () => {
  let asked = 0;
  const value = {
    get question() {
      asked += 1;
      return QUESTION;
    },
  };
  const text = 'x'.repeat(100_000) + QUESTION;
  const { told } = await parents(async ({ wrap }) => {
    const use = wrap('tool', 'use', () => 1);
    const ask = wrap('workflow', 'ask', async (given) => {
      await pause();
      use(given);
    });
    await Promise.all([ask(text), ask(`${text}!`)]);
  });
  assert.deepEqual(told.slice(2), ['use in ask, recovered', 'use in ask, recovered']);
  new (await import('../../js/context/value-scopes.js')).ValueScopes().find({ settings: { sample: 1 } }, 1, 'tool', [
    value,
  ]);
  assert.equal(asked, 0);
});
