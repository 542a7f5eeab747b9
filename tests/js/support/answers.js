// What is made of answers of models, without what is not told.
import { read } from '../../../js/providers/read.js';
import { Collector } from '../../../js/results/collect.js';
import { answerOf } from '../../../js/results/instance.js';

const isTold = (fact) => fact !== undefined && (typeof fact !== 'object' || Object.keys(fact).length > 0);

/** Counts by the last part of their attribute's name. */
export const counts = (usage = {}) =>
  Object.fromEntries(Object.entries(usage).map(([name, count]) => [name.replace('gen_ai.usage.', ''), count]));

export const told = ({ isCut, usage, ...facts }) =>
  Object.fromEntries(Object.entries({ ...facts, usage: counts(usage) }).filter(([, fact]) => isTold(fact)));

/** What is made of the items of a stream. */
export function streamed(...items) {
  const collector = new Collector(65536);
  for (const item of items) collector.add(item);
  return told(collector.result());
}

/** What is made of an answer that is an object of a class. */
export const answered = (fields) => told(answerOf(Object.assign(new (class Answer {})(), fields), 65536, read));

export const message = (content, ...calls) => ({
  role: 'assistant',
  content,
  tool_calls: calls.map(([id, name, args]) => ({ id, type: 'function', function: { name, arguments: args } })),
});

export const chat = (delta, more) => ({ id: 'a', model: 'gpt-x', choices: [{ index: 0, delta, ...more }] });
export const calls = (...tool_calls) => ({ choices: [{ index: 0, delta: { tool_calls } }] });
export const piece = (index, id, name, args) => ({ index, id, type: 'function', function: { name, arguments: args } });
