// Programs of a few steps, and the links that were found in them.
import { linksOf, recording } from './spans.js';

/** @typedef {import('../../../js/index.js').Kind} Kind */
/** Runs a function in a step of that name, with these arguments. @typedef {(name: string, fn: (...args: any[]) => unknown, ...args: unknown[]) => any} Step */

/**
 * @param {(step: Step, as: (kind: Kind) => Step) => unknown} program
 * @returns {Promise<{ lines: string[], spans: import('../../../js/index.js').FinishedSpan[] }>} lines as `name.side -> name.side`
 */
export async function play(program) {
  const { tracer, finish } = recording();
  /** @param {Kind} kind @returns {Step} */
  const as =
    (kind) =>
    (name, fn, ...args) =>
      tracer[kind](fn, { name })(...args);
  await tracer.trace('root', () => program(as('task'), as));
  const spans = await finish();
  const lines = spans.flatMap((span) => linksOf(span, spans).map((line) => line.replace('-> ', `-> ${span.name}.`)));
  return { lines, spans };
}

/** The lines alone. @param {Parameters<typeof play>[0]} program */
export const linesOf = async (program) => (await play(program)).lines;
