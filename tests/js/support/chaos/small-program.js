// A small program with everything in it once: each of its spans has a name of its own.

/** @typedef {import('../../../../js/index.js').Tracer} Tracer */

export const SPANS = [
  ...['root', 'retrieve', 'prompt', 'answer', 'lookup', 'use', 'fails', 'rejects', 'speak', 'spell'],
  ...['block', 'manual', 'within', 'async block'],
];

/**
 * @param {Tracer} tracer
 * @returns {() => Promise<unknown[]>} runs it, and tells what it saw
 */
export function smallProgram(tracer) {
  const documents = [{ title: 'one', text: 'The first document is about rivers and lakes.' }, { title: 'two' }];
  const retrieve = tracer.retrieval(async (/** @type {string} */ question) => (question ? documents : []), {
    name: 'retrieve',
    metadata: { index: 'main' },
  });
  const lookup = tracer.tool(() => new Map([['somebody', documents[1]]]), { name: 'lookup' });
  const use = tracer.task((/** @type {any} */ given) => given.title.length, { name: 'use', args: ['given'] });
  const prompt = tracer.task(
    (/** @type {string} */ question, /** @type {any[]} */ docs) => `Use: ${docs[0].text}\n\n${question}`,
    { name: 'prompt', attributes: { step: 2, list: [1, 'b'] }, tags: ['one', 'two'] },
  );
  const answer = tracer.llm(
    async (/** @type {string} */ text) => {
      await undefined;
      return {
        model: 'm-1',
        choices: [{ message: { content: text.slice(5, 40) }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 7, completion_tokens: 3 },
      };
    },
    { name: 'answer', model: 'm', provider: 'p' },
  );
  const fails = tracer.tool(
    () => {
      throw new TypeError('as it should');
    },
    { name: 'fails' },
  );
  const rejects = tracer.agent(
    async () => {
      await undefined;
      throw new RangeError('later');
    },
    { name: 'rejects' },
  );
  const speak = tracer.llm(
    async function* () {
      yield 'some words that stream';
      yield { type: 'other', text: 'a piece' };
      return documents;
    },
    { name: 'speak' },
  );
  const spell = tracer.task(
    function* () {
      yield* ['a', 'b', documents];
    },
    { name: 'spell' },
  );

  const within = tracer.task(
    (/** @type {number} */ n) => {
      tracer.annotate({ metadata: { more: n } });
      return n + 1;
    },
    { name: 'within', userId: 'u-1', sessionId: 's-1' },
  );

  return tracer.workflow(
    async (/** @type {string} */ question) => {
      /** @type {unknown[]} */
      const seen = [];
      /** @param {() => unknown} act */
      const attempt = async (act) => {
        try {
          seen.push(await act());
        } catch (error) {
          seen.push(error);
        }
      };
      await attempt(async () => {
        const found = await retrieve(question);
        seen.push(found === documents);
        return answer(prompt(question, found));
      });
      await attempt(() => {
        const map = lookup();
        seen.push(map.get('somebody') === documents[1]);
        return use(map.get('somebody'));
      });
      await attempt(fails);
      await attempt(rejects);
      await attempt(async () => {
        const words = [];
        for await (const word of speak()) words.push(word);
        return words;
      });
      await attempt(() => [...spell()]);
      await attempt(() =>
        tracer.trace({ name: 'block', metadata: { a: 1 } }, (span) => {
          const manual = tracer.startSpan({ name: 'manual', kind: 'agent' });
          manual.link(span, { why: 'told' });
          const result = manual.run(within, 41);
          manual.annotate({ input: 'given', output: documents, metadata: { b: [2] }, error: new Error('said') });
          manual.end();
          span.annotate({ attributes: { x: 'y' }, usage: { input_tokens: 5 }, tags: { k: 'v' } });
          return result;
        }),
      );
      await attempt(() => tracer.trace('async block', async () => documents));
      return seen;
    },
    { name: 'root' },
  );
}
