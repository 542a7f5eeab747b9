// A stream that is used while it is open: what it gave so far is evidence already.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';
import fc from '../support/fast-check.js';

/** Runs `program` in an agent of its own tracer; gives the finished spans by name. */
async function traced(program, options) {
  const sink = memory();
  const errors = [];
  const tracer = createTracer({ exporters: [sink], onError: (error) => errors.push(error), ...options });
  await tracer.agent(() => program(tracer), { name: 'agent' })();
  await tracer.flush();
  assert.deepEqual(errors, []);
  const named = (name) => sink.spans.filter((span) => span.name === name);
  return { named, tracer, spans: sink.spans };
}

/** Whether a span has a link to what another gave. */
const isFed = (span, by) =>
  span.links.some(({ spanId, attributes }) => spanId === by.spanId && attributes.from === 'output');

const pieces = (text, size = 4) => text.match(new RegExp(`[^]{1,${size}}`, 'g'));
const said = (content) => ({ choices: [{ index: 0, delta: { content } }] });
const called = (call) => ({ choices: [{ index: 0, delta: { tool_calls: [call] } }] });

const FIRST = 'The quick onyx goblin jumps over the lazy dwarf near the river.';
const SECOND = ' Sphinx of black quartz judges my vow while zebras watch from afar.';

/** Whether a tool that is called in the middle of a stream is linked to it. */
async function isLinked(items, given, options = {}, spanOptions = {}) {
  const { named } = await traced(async (tracer) => {
    const model = tracer.llm(
      async function* () {
        yield* items;
        yield* pieces(SECOND);
      },
      { name: 'model', ...spanOptions },
    );
    const speak = tracer.tool(() => {}, { name: 'speak' });
    let left = items.length;
    for await (const _ of model()) {
      left -= 1;
      if (left === 0) speak(given);
    }
  }, options);
  return isFed(named('speak')[0], named('model')[0]);
}

test('text is linked as soon as it was given, whatever it came in', async () => {
  for (const form of [(text) => text, (text) => Buffer.from(text), said]) {
    assert.equal(await isLinked(pieces(FIRST).map(form), FIRST), true);
    assert.equal(await isLinked(pieces(FIRST).map(form), SECOND), false);
  }
  assert.equal(await isLinked(pieces(FIRST).map(said), FIRST, { capture: false }), true);
});

test('a tool that runs within the open span of a model is linked to the model if no other span produced its input', async () => {
  const find = { kind: 'retrieval', name: 'find' };
  const { named } = await traced(async (tracer) => {
    const speak = tracer.tool(() => {}, { name: 'speak' });
    const show = tracer.tool(() => {}, { name: 'show' });
    const model = tracer.llm(
      async function* () {
        const [found] = tracer.trace(find, () => [{ text: SECOND }]);
        yield* pieces(FIRST);
        yield found;
        speak(FIRST);
        show(found);
        show(structuredClone(found));
      },
      { name: 'model' },
    );
    for await (const _ of model());
  });
  const [model, found, speak, ...shown] = ['model', 'find', 'speak', 'show'].flatMap(named);
  assert.equal(speak.parentSpanId, model.spanId);
  assert.ok(isFed(speak, model));
  for (const show of shown) assert.deepEqual([isFed(show, found), isFed(show, model)], [true, false]);
});

test('what takes no part in linking takes none here', async () => {
  const items = pieces(FIRST);
  assert.equal(await isLinked(items, FIRST, { links: { policy: 'off' } }), false);
  assert.equal(await isLinked(items, FIRST, {}, { links: false }), false);
  assert.equal(await isLinked(items, FIRST, { links: { ignore: (value) => value === items[3] } }), false);
  assert.equal(await isLinked(items, FIRST, { links: { ignore: () => false } }), true);
});

test('a tool call is linked when its arguments are complete, and not before', async () => {
  const json = '{"city":"Ouagadougou","days":4711}';
  const start = { index: 0, id: 'c', function: { name: 'weather', arguments: '' } };
  const items = [start, ...pieces(json).map((piece) => ({ index: 0, function: { arguments: piece } }))].map(called);
  assert.equal(await isLinked(items, JSON.parse(json)), true);
  assert.equal(await isLinked(items.slice(0, -1), JSON.parse(json)), false);
});

test('input said by hand is linked as arguments are', async () => {
  const { named } = await traced(async (tracer) => {
    const model = tracer.llm(
      async function* () {
        yield* pieces(FIRST);
        tracer.trace('inside', () => tracer.annotate({ input: FIRST }));
        yield 'end';
      },
      { name: 'model' },
    );
    const told = tracer.task(
      async function* () {
        yield SECOND;
        tracer.trace('making', () => tracer.annotate({ input: SECOND }));
      },
      { name: 'told' },
    );
    for await (const _ of told());
    let text = '';
    for await (const piece of model()) {
      text += piece;
      if (text === FIRST) tracer.trace('step', () => tracer.annotate({ input: text }));
    }
  });
  assert.equal(isFed(named('step')[0], named('model')[0]), true);
  assert.equal(isFed(named('inside')[0], named('model')[0]), true);
  // What runs in a span that is no model's makes its output, and is not made of it.
  assert.equal(isFed(named('making')[0], named('told')[0]), false);
});

test('a step that ends before a stream of a step inside is linked by what it took of it', async () => {
  const { named } = await traced(async (tracer) => {
    const streams = [];
    const model = tracer.llm(
      async function* () {
        yield* pieces(FIRST);
      },
      { name: 'model' },
    );
    const open = () => streams[streams.push(model()) - 1];
    const taken = async () => {
      const stream = open();
      let text = '';
      while (text.length < 40) text += (await stream.next()).value;
      return text;
    };
    await tracer.task(taken, { name: 'returns' })();
    await tracer.trace('says', async () => tracer.annotate({ output: await taken() }));
    const pass = tracer.task(
      () => {
        const stream = open();
        return new ReadableStream({ pull: async (its) => its.enqueue((await stream.next()).value) });
      },
      { name: 'passes' },
    );
    const reader = pass().getReader();
    for (let size = 0; size < 40; ) size += (await reader.read()).value.length;
    await reader.cancel();
    await tracer.task(async () => (await taken()) && SECOND, { name: 'returns another' })();
    for (const stream of streams) await stream.return();
  });
  const fed = ['returns', 'says', 'passes', 'returns another'].map((name) => {
    const [step] = named(name);
    return named('model').map((model) => model.parentSpanId === step.spanId && isFed(step, model));
  });
  assert.deepEqual(fed, [
    [true, false, false, false],
    [false, true, false, false],
    [false, false, true, false],
    [false, false, false, false],
  ]);
});

test('a generator that hands on what a model says: its steps are fed by the model', async () => {
  const { named } = await traced(async (tracer) => {
    const model = tracer.llm(
      async function* () {
        yield* pieces(FIRST + SECOND);
      },
      { name: 'model' },
    );
    const speak = tracer.tool(() => {}, { name: 'speak' });
    const flow = tracer.workflow(
      async function* () {
        let text = '';
        for await (const piece of model()) {
          text += piece;
          yield piece;
          if (text === FIRST.slice(0, 60)) speak(text);
        }
      },
      { name: 'flow' },
    );
    for await (const _ of flow());
  });
  assert.equal(isFed(named('speak')[0], named('model')[0]), true);
  assert.equal(isFed(named('speak')[0], named('flow')[0]), false);
});

test('what stands beside a stream is linked while the stream is open, and is no output', async () => {
  const { named } = await traced(async (tracer) => {
    const search = tracer.retrieval(
      async () => ({
        docs: [{ text: FIRST }],
        stream: (async function* () {
          yield* pieces(SECOND);
        })(),
      }),
      { name: 'search' },
    );
    const step = tracer.task(() => {}, { name: 'step' });
    const { docs, stream } = await search();
    step(`Use: ${docs[0].text}`);
    step(structuredClone(docs));
    for await (const _ of stream);
  });
  const [search] = named('search');
  assert.deepEqual(
    named('step').map((span) => isFed(span, search)),
    [true, true],
  );
  assert.equal(search.output, SECOND);
});

test('open streams report within a limit, and what is left out is counted', async () => {
  const { tracer } = await traced(async (tracer) => {
    const model = tracer.llm(
      async function* () {
        yield 'lorem ipsum '.repeat(400);
        for (let i = 0; i < 1500; i++) yield `${i} ${FIRST}`;
      },
      { name: 'model' },
    );
    const step = tracer.task(() => {}, { name: 'step' });
    for await (const _ of model()) step(1);
  });
  assert.ok(tracer.stats().content.linkSkipped > 0);
});

const word = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 6, maxLength: 12 });
const sentence = fc.array(word, { minLength: 8, maxLength: 14 }).map((words) => `${words.join(' ')}. `);
const call = fc.record({ place: word, days: fc.integer({ min: 1000, max: 999999 }) });

test('random streams, used at random moments: all that passed is linked, nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(sentence, call), { minLength: 2, maxLength: 12 }),
      fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
      fc.boolean(),
      async (parts, numbers, isPlain) => {
        let at = 0;
        const next = (bound) => numbers[at++ % numbers.length] % bound;
        const items = [];
        /** What is complete behind each item. */
        const marks = [];
        let index = 0;
        for (const part of parts) {
          const isText = typeof part === 'string';
          if (isPlain && !isText) continue;
          const whole = isText ? part : JSON.stringify(part);
          if (!isText) items.push(called({ index, id: `c${index}`, function: { name: 'go' } }));
          for (let from = 0; from < whole.length; ) {
            const size = 1 + next(40);
            const piece = whole.slice(from, from + size);
            from += size;
            items.push(!isText ? called({ index, function: { arguments: piece } }) : isPlain ? piece : said(piece));
          }
          if (!isText) index += 1;
          marks[items.length] = part;
        }
        const expected = [];
        const { named } = await traced(async (tracer) => {
          const model = tracer.llm(
            async function* () {
              yield* items;
            },
            { name: 'model' },
          );
          const use = tracer.tool(() => {}, { name: 'use' });
          const done = [];
          let seen = 0;
          for await (const _ of model()) {
            seen += 1;
            if (marks[seen] !== undefined) done.push(marks[seen]);
            if (next(3) > 0) continue;
            const isPast = next(4) > 0;
            const future = marks.slice(seen + 1).filter((mark) => mark !== undefined && !done.includes(mark));
            // The next one is being given: what is left of it may be short.
            const from = isPast ? done : future.slice(1);
            if (from.length === 0) continue;
            expected.push(isPast);
            use(from[next(from.length)]);
          }
        });
        const [model] = named('model');
        assert.deepEqual(
          named('use').map((span) => isFed(span, model)),
          expected,
        );
      },
    ),
    { numRuns: 300 },
  );
});
