/** @typedef {import('../model.js').TraceSummary} TraceSummary */

/** The traces of a session as the turns of a conversation. @param {readonly TraceSummary[]} traces @param {string | undefined} sessionId @returns {TraceSummary[]} in the order of their start */
export const turnsOf = (traces, sessionId) =>
  sessionId === undefined
    ? []
    : traces.filter((trace) => trace.sessionId === sessionId).sort((one, other) => one.start - other.start);
