import { FileButton } from './file-button.jsx';

const LINE = `viewer.spans = memory.spans;`;

/**
 * What there is before anything has come.
 * @param {{ state: import('../state/state.js').State, intake: import('../state/intake.js').Intake }} props
 */
export function Start({ state, intake }) {
  if (state.reading.value > 0) return <p class="start muted">Reading…</p>;
  return (
    <div class="start">
      <h2>No traces yet</h2>
      <p class="muted">Drop a file of OTLP (JSON, JSON lines or protobuf) here, or give the element spans:</p>
      <pre>
        <code>{LINE}</code>
      </pre>
      <FileButton intake={intake} />
    </div>
  );
}
