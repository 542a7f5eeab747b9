/** What comes within this time of the first trace came with it, such as when a server tells all that it has. */
const TOGETHER_MS = 1500;
const QUIET_MS = 200;

/**
 * Opens the first trace that comes, and then the newest of those that come with it. Later ones change nothing that is looked at.
 * @param {Pick<import('./state.js').State, 'traceId' | 'selection' | 'openings' | 'openTrace' | 'showTrace'>} state
 * @returns {(traceId: string | undefined) => void} to be called with the newest trace of what came
 */
export function createArrival({ traceId, selection, openings, openTrace, showTrace }) {
  let opened = '';
  let firstAt = 0;
  let openingsBefore = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const isUntouched = () => traceId.peek() === opened && openings.peek() === openingsBefore && !selection.peek();
  return (id) => {
    if (id === undefined) return;
    if (!traceId.peek()) {
      firstAt = performance.now();
      opened = id;
      openTrace(id);
      openingsBefore = openings.peek();
    } else if (isUntouched() && performance.now() - firstAt < TOGETHER_MS) {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (!isUntouched()) return;
        opened = id;
        showTrace(id);
      }, QUIET_MS);
    }
  };
}
