// What might make a tracer lose its way. Each runs the bot once more, and says what to check.
import { writeJsonPrompt, writePrompt } from '../../examples/docs-bot/prompt.js';
import { QUESTIONS } from '../../examples/docs-bot/questions.js';
import { rewrapped } from '../bot/rewrap.js';
import { findings } from './findings.js';

/**
 * @typedef {import('spanloom').FinishedSpan} FinishedSpan
 * @typedef {{ spans: FinishedSpan[], lineage: import('../story/lineage.js').Lineage | undefined, others: FinishedSpan[] }} Outcome
 * @typedef {{
 *   id: string, title: string, about: string, parts?: object, isDivided?: boolean, also?: string,
 *   check(outcome: Outcome): { isGood: boolean, text: string },
 * }} Experiment `also` is asked at the same time; `check` says what happened, and whether it should have
 */

/** @type {Experiment[]} */
export const EXPERIMENTS = [
  {
    id: 'copy',
    title: 'Copy the data',
    about: 'structuredClone between all steps: no object stays the same.',
    parts: { hand: structuredClone },
    check: findings.copied,
  },
  {
    id: 'rewrap',
    title: 'Re-wrap the text',
    about: 'The prompt gets other line breaks.',
    parts: { prompt: (question, passages) => rewrapped(writePrompt(question, passages)) },
    check: findings.rewrapped,
  },
  {
    id: 'stringify',
    title: 'Stringify it',
    about: 'The prompt becomes one JSON string, with escapes.',
    parts: { prompt: writeJsonPrompt },
    check: findings.stringified,
  },
  {
    id: 'concurrent',
    title: 'Run two at once',
    about: 'Two questions, answered at the same time.',
    also: QUESTIONS[1],
    parts: { prompt: writePrompt },
    check: findings.keptApart,
  },
  {
    id: 'worker',
    title: 'Through a Worker',
    about: 'Half of the app runs in a Worker, behind postMessage.',
    isDivided: true,
    check: findings.joined,
  },
  {
    id: 'break',
    title: 'Break a step',
    about: 'The reranker fails, and has a reason.',
    parts: {
      rerank() {
        throw new Error('The reranker did not answer', { cause: new TypeError('connection refused') });
      },
    },
    check: findings.broken,
  },
];
