import { useEffect, useRef } from 'preact/hooks';
import { addStyles } from '../styles/sheets.js';
import cards from './cards.css';
import css from './graph.css';
import { graphStateOf } from './graph-state.js';
import { Legend } from './legend.jsx';
import lines from './lines.css';
import { Pane } from './pane.jsx';
import { Tools } from './tools.jsx';

addStyles(cards);
addStyles(lines);
// Last: it says what stands still where motion is not wanted.
addStyles(css);

/** The steps of a trace, and what each used of the others. @param {{ state: import('../state/state.js').State }} props */
export function GraphView({ state }) {
  const graphState = graphStateOf(state);
  const mover = useRef(/** @type {import('./pane.jsx').Mover | null} */ (null));
  useEffect(() => graphState.start(), [graphState]);
  const trace = state.trace.value;
  if (!trace) return <p class="graph-empty muted">{state.traceId.value ? 'Reading…' : 'Choose a trace'}</p>;
  return (
    <div class="graph">
      <Tools graphState={graphState} mover={mover} />
      <Pane graphState={graphState} mover={mover} />
      <Legend graphState={graphState} />
    </div>
  );
}
