import { FileButton } from './file-button.jsx';
import { Skeleton } from './skeleton.jsx';

/**
 * What there is before anything has come.
 * @param {{ state: import('../state/state.js').State, intake: import('../state/intake.js').Intake }} props
 */
export function Start({ state: { reading, traceId, traces, openTrace }, intake }) {
  if (reading.value > 0) return <Skeleton />;
  return (
    <div class="start">
      <h2>{traceId.value ? 'This trace has not come yet' : 'No traces yet'}</h2>
      {traceId.value && traces.value.length > 0 && (
        <button type="button" class="button" onClick={() => openTrace(traces.value[0].traceId)}>
          Open the newest trace
        </button>
      )}
      <slot name="start">
        <p>Send it the spans of your app as they end:</p>
        <pre>
          <code>{"init({ exporters: [document.querySelector('spanloom-trace').exporter()] })"}</code>
        </pre>
      </slot>
      <p>or drop a file of OTLP here: JSON, JSON lines or protobuf, of any SDK.</p>
      <FileButton intake={intake} />
    </div>
  );
}
