// New traces come on top. Who has scrolled down sees the rows stay where they are, and how many wait above.

/**
 * @template {{ traceId: string }} T
 * @param {readonly T[]} traces
 * @param {ReadonlySet<string> | undefined} known IDs of what was there when the list was last at its top; undefined if it is
 * @returns {{ shown: readonly T[], waiting: number }}
 */
export function holdBack(traces, known) {
  if (!known) return { shown: traces, waiting: 0 };
  const shown = traces.filter(({ traceId }) => known.has(traceId));
  return { shown, waiting: traces.length - shown.length };
}
