/** @param {{ state: import('../state/state.js').State }} props */
export const TraceList = ({ state }) => (
  <ul>
    {state.visibleTraces.value.map(({ traceId, name }) => (
      <li key={traceId}>
        <button type="button" onClick={() => state.openTrace(traceId)}>
          {name}
        </button>
      </li>
    ))}
  </ul>
);
