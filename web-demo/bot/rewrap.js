const WIDTH = 38;
const LINE = new RegExp(`(.{1,${WIDTH}})(?:\\s+|$)`, 'g');
const KEPT = /^(\[\d+\] | {4}|Question: )/;

/** Breaks the lines of prose anew; names of passages, code and the question stay lines. @param {string} prompt */
export const rewrapped = (prompt) =>
  prompt
    .split('\n')
    .map((line) => (KEPT.test(line) ? line : line.replace(LINE, '$1\n').trimEnd()))
    .join('\n');
