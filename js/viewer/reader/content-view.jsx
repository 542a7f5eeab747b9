/** @param {{ state: import('../state/state.js').State }} props */
export const ContentView = ({ state }) => <p>ContentView of {state.selection.value?.spanId}</p>;
