/** @param {{ state: import('../state/state.js').State }} props */
export const GraphView = ({ state }) => <p>GraphView of {state.selection.value?.spanId}</p>;
