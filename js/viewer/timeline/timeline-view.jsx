/** @param {{ state: import('../state/state.js').State }} props */
export const TimelineView = ({ state }) => <p>{state.trace.value?.spans.length} spans</p>;
