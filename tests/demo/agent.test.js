import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from 'spanloom';
import { createAgent } from '../../examples/docs-bot/agent.js';
import { calculate, calculationIn } from '../../examples/docs-bot/calculator.js';
import { createIndex } from '../../examples/docs-bot/index.js';
import { readChoice } from '../../examples/docs-bot/planner.js';
import { createTools } from '../../examples/docs-bot/tools.js';
import { readCorpus } from '../../scripts/corpus.mjs';
import { AGENT_QUESTIONS } from '../../web-demo/bot/questions.js';

const { sections } = await readCorpus();
const index = createIndex(sections);

test('calculator: precedence, brackets, signs; what is no calculation is refused', () => {
  for (const [expression, result] of [
    ['24 * 60', 1440],
    ['1 + 2 * 3 - 4 / 2', 5],
    ['(1 + 2) * -3', -9],
    ['2 - 1 - 1', 0],
    ['1.5/3', 0.5],
  ])
    assert.equal(calculate(expression), result, expression);
  for (const wrong of ['', '1 +', '(1', '1 2', 'alert(1)', '2 ** 3', '1)'])
    assert.throws(() => calculate(wrong), TypeError, wrong);
  assert.equal(calculationIn('How much is (24 + 1) * 60 then?'), '(24 + 1) * 60');
  assert.equal(calculationIn('in npm 11'), undefined);
});

test('tools: sections are found and read; an unknown one is refused', () => {
  const tools = createTools(index, sections);
  const [{ id, text }] = tools.search('remove a package from the registry');
  assert.equal(text, undefined);
  assert.equal(tools.read_section(id).id, id);
  assert.throws(() => tools.read_section('nothing'), /Expected the id of a section, got 'nothing'/);
});

test('what a model chose is read from whatever it writes around it', () => {
  assert.deepEqual(readChoice('Sure:\n```json\n{"tool":"search","input":"keys"}\n```'), {
    tool: 'search',
    input: 'keys',
  });
  assert.deepEqual(readChoice('{"tool":"answer"}'), { tool: 'answer', input: '' });
  for (const wrong of ['', 'search', '{"tool":1}', '{"tool":"x"']) assert.equal(readChoice(wrong), undefined);
});

/** @param {object} [parts] */
async function solved(question, parts) {
  const kept = memory();
  const loom = createTracer({ exporters: [kept] });
  const answer = await createAgent(loom, index, sections, parts)({ text: question });
  await loom.shutdown();
  return { answer, spans: kept.spans };
}

test('the agent plans, uses each tool and answers; its steps are linked', async () => {
  const { answer, spans } = await solved(AGENT_QUESTIONS[0]);
  assert.match(answer.text, /24 \* 60 is 1440[\s\S]*until 24 hours have passed/);
  const named = (wanted) => spans.filter(({ name }) => name === wanted);
  assert.deepEqual([named('plan').length, named('search').length, named('read_section').length], [5, 1, 2]);
  const producers = named('answer')[0].links.map(({ spanId }) => spans.find((span) => span.spanId === spanId).name);
  assert.ok(producers.includes('read_section') && producers.includes('calculate'));
  assert.equal(named('solve')[0].kind, 'agent');
});

test('a model that keeps to no form, or never ends, gets an answer from what is known', async () => {
  const saying = (text) => ({
    name: 'test',
    provider: 'test',
    async *stream() {
      yield { type: 'text-delta', text };
    },
  });
  const silent = await solved('What is a workspace?', { planner: saying('I do not know.') });
  assert.equal(silent.spans.filter(({ name }) => name === 'plan').length, 1);
  assert.match(silent.answer.text, /does not say/);
  const endless = await solved('What is a workspace?', { planner: saying('{"tool":"search","input":"workspace"}') });
  assert.equal(endless.spans.filter(({ name }) => name === 'search').length, 6);
});
