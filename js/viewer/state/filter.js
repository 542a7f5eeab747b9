// Which traces the list shows.

/** @typedef {import('../model.js').TraceSummary} TraceSummary */
/**
 * @typedef {Object} Filter
 * @property {string} text in the name, question, answer, ID, names of steps or errors
 * @property {string} service '' for any, as below
 * @property {string} kind
 * @property {string} status
 * @property {number} minDuration in milliseconds
 * @property {string} sessionId
 */

/** @type {Filter} */
export const NO_FILTER = { text: '', service: '', kind: '', status: '', minDuration: 0, sessionId: '' };

/** @param {readonly TraceSummary[]} traces @param {Filter} filter @returns {TraceSummary[]} */
export function filterTraces(traces, { text, service, kind, status, minDuration, sessionId }) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return traces.filter(
    (trace) =>
      (!service || trace.services.includes(service)) &&
      (!kind || trace.kinds.some((one) => one === kind)) &&
      (!status || trace.status === status) &&
      trace.duration >= minDuration &&
      (!sessionId || trace.sessionId === sessionId) &&
      hasWords(trace, words),
  );
}

/** @param {TraceSummary} trace @param {string[]} words */
function hasWords({ name, question, answer, terms, traceId, sessionId }, words) {
  if (words.length === 0) return true;
  const text =
    `${name}\n${question ?? ''}\n${answer ?? ''}\n${terms ?? ''}\n${traceId}\n${sessionId ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** What there is to choose from. @param {readonly TraceSummary[]} traces */
export function choicesOf(traces) {
  /** @param {(trace: TraceSummary) => readonly string[]} read */
  const distinct = (read) => [...new Set(traces.flatMap(read))].sort();
  return {
    services: distinct(({ services }) => services),
    kinds: distinct(({ kinds }) => kinds),
    statuses: distinct(({ status }) => [status]),
    sessions: distinct(({ sessionId }) => (sessionId ? [sessionId] : [])),
  };
}
