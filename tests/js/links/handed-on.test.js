// What a span handed on is its own, not that of the steps inside it, also where its result is shown as something else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf } from '../support/steps.js';

/** As the AI SDK's: a class, of which the text is shown. */
class Result {
  /** @param {object[]} steps */
  constructor(steps) {
    this.steps = steps;
  }
  get text() {
    return 'Two are open.';
  }
}

test("a tool's result in the model's result belongs to the model", async () => {
  const lines = await linesOf(async (step, as) => {
    const research = async () => {
      const output = await as('tool')('search', async () => [{ id: 'KF-2027-11', title: 'Music outside the cities' }]);
      return new Result([
        { finishReason: 'tool-calls', content: [{ type: 'tool-result', toolName: 'search', output }] },
        { finishReason: 'stop', content: [{ type: 'text', text: 'Two are open.' }] },
      ]);
    };
    const { steps } = await as('llm')('research', research);
    step(
      'cite',
      (results) => results.length,
      steps.flatMap((/** @type {any} */ { content }) => content),
    );
  });
  assert.deepEqual(lines, ['search.output -> research.output', 'research.output -> cite.input']);
});

test('the object of a client that comes along as a further argument is not what its span gave', async () => {
  class Runner {
    #options = { model: 'gpt-x' };
    get model() {
      return this.#options.model;
    }
  }
  const runner = new Runner();
  const lines = await linesOf((step) => {
    step('run', () => runner);
    step('tool', ({ city }) => city, { city: 'Reykjavik' }, runner);
  });
  assert.deepEqual(lines, []);
});

test('an answer that holds its request is what was answered', async () => {
  const question = 'How do I get from Ahornweg 3 to the hospital with my wheelchair, before nine?';
  const generate = async (/** @type {{ prompt: object[] }} */ { prompt }) => ({
    content: [{ type: 'text', text: 'Take the 31 at Lindenhof, it has a ramp and leaves at ten past eight.' }],
    finishReason: { unified: 'stop', raw: 'stop' },
    request: { body: { model: 'gpt-4o-mini-2026-07-18', messages: prompt } },
  });
  const lines = await linesOf(async (_, as) => {
    const messages = [{ role: 'user', content: question }];
    const { content } = await as('llm')('ask', generate, { prompt: structuredClone(messages) });
    as('llm')('grade', () => 'good', { model: 'gpt-4o-mini-2026-07-18', messages: structuredClone(messages) });
    as('task')('show', () => 0, `Advice: ${content[0].text}`);
  });
  assert.deepEqual(lines, ['ask.output -> show.input']);
});
