// A program as text, a line for each step.
import { INNER, SIMPLE } from './shrink.js';

/** @param {import('./program.js').Program} program */
export const tell = ({ flows, early, ...options }) =>
  [
    JSON.stringify(options),
    ...(early ? ['before there is a tracer:', ...lines(early, 1)] : []),
    ...flows.flatMap(({ turns, steps }) => [`a flow, after ${turns} turns:`, ...lines(steps, 1)]),
  ].join('\n');

/** @param {import('./steps.js').Step[]} steps @param {number} depth @returns {string[]} */
function lines(steps, depth) {
  return steps.flatMap(({ kind, isAwaited, plan }) => {
    const inner = INNER.filter((key) => plan[key]?.length > 0);
    const own = Object.entries(plan).filter(
      ([key, value]) => !INNER.includes(key) && JSON.stringify(value) !== JSON.stringify(SIMPLE[key]),
    );
    const line = `${isAwaited ? 'await ' : ''}${kind} ${JSON.stringify(Object.fromEntries(own))}`;
    return [line, ...inner.flatMap((key) => [`  ${key}:`, ...lines(plan[key], 2)])].map(
      (each) => '  '.repeat(depth) + each,
    );
  });
}
