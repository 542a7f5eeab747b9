// What might make a tracer lose its way. Each runs the bot once more, and says what to check.
import { writeJsonPrompt, writePrompt } from '../../examples/docs-bot/prompt.js';
import { QUESTIONS } from '../../examples/docs-bot/questions.js';
import { rewrapped } from '../bot/rewrap.js';
import { inventing } from '../models/inventing.js';
import { findings } from './findings.js';

/**
 * @typedef {import('spanloom').FinishedSpan} FinishedSpan
 * @typedef {{ spans: FinishedSpan[], lineage: import('../story/lineage.js').Lineage | undefined, others: FinishedSpan[] }} Outcome
 * @typedef {{
 *   id: string, title: string, hint?: string, about: string, expected: string, parts?: object, isDivided?: boolean, also?: string,
 *   check(outcome: Outcome): { isGood: boolean, text: string },
 * }} Experiment `hint` is what a programmer calls it; `also` is asked at the same time; `check` says what happened, and whether it should have
 */

/** @type {Experiment[]} */
export const EXPERIMENTS = [
  {
    id: 'copy',
    title: 'Copy the data',
    hint: 'structuredClone',
    about: 'Each step gets copies, so no object stays the same.',
    expected: 'the steps are linked by equal contents, and the words keep their colours.',
    parts: { hand: structuredClone },
    check: findings.copied,
  },
  {
    id: 'rewrap',
    title: 'Change the line breaks',
    about: 'The prompt is wrapped to short lines.',
    expected: 'the same words are found, wherever a line ends.',
    parts: { prompt: (question, passages) => rewrapped(writePrompt(question, passages)) },
    check: findings.rewrapped,
  },
  {
    id: 'stringify',
    title: 'Turn it into JSON',
    hint: 'JSON.stringify',
    about: 'The prompt becomes one line of JSON, full of backslashes.',
    expected: 'the same words are found between them.',
    parts: { prompt: writeJsonPrompt },
    check: findings.stringified,
  },
  {
    id: 'concurrent',
    title: 'Run two at once',
    about: 'Two questions are answered at the same time.',
    expected: 'two traces, and no link from one to the other.',
    also: QUESTIONS[1],
    parts: { prompt: writePrompt },
    check: findings.keptApart,
  },
  {
    id: 'worker',
    title: 'Half of it in a Worker',
    hint: 'postMessage',
    about: 'Half of the app runs in another thread, and data is sent to it and back.',
    expected: 'one trace of both, and the words keep their colours.',
    isDivided: true,
    check: findings.joined,
  },
  {
    id: 'invent',
    title: 'Let the model invent',
    about: 'The model adds a sentence that stands in no document.',
    expected: 'it stays plain, and the share of known words drops.',
    parts: { model: inventing },
    check: findings.invented,
  },
  {
    id: 'break',
    title: 'Let a step fail',
    hint: 'throw',
    about: 'The step that ranks the documents throws an error.',
    expected: 'no answer, and the trace names the step and the cause.',
    parts: {
      rerank() {
        throw new Error('The reranker did not answer', { cause: new TypeError('connection refused') });
      },
    },
    check: findings.broken,
  },
];
