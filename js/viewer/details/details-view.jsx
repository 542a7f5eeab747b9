/** @param {{ state: import('../state/state.js').State }} props */
export const DetailsView = ({ state }) => <p>DetailsView of {state.selection.value?.spanId}</p>;
