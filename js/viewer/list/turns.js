/** @typedef {import('../model.js').TraceSummary} TraceSummary */

/** The traces of a session as the turns of a conversation. @param {readonly TraceSummary[]} traces @param {string | undefined} sessionId @returns {TraceSummary[]} in the order of their start */
export const turnsOf = (traces, sessionId) =>
  sessionId === undefined
    ? []
    : traces.filter((trace) => trace.sessionId === sessionId).sort((one, other) => one.start - other.start);

/** Why there is no conversation to show, if there is none. @param {readonly TraceSummary[]} turns of the open trace's session @param {string | undefined} sessionId */
export function whyNoConversation(turns, sessionId) {
  if (turns.length > 1) return undefined;
  return sessionId === undefined
    ? 'The open trace has no session (an attribute such as session.id)'
    : 'The session of the open trace has no other trace here';
}
