import { FileButton } from './file-button.jsx';

/** @param {{ state: import('../state/state.js').State, intake: import('../state/intake.js').Intake, host: HTMLElement }} props */
export function Toolbar({ state, intake }) {
  const { traceId, traces } = state;
  const open = traces.value.find((trace) => trace.traceId === traceId.value);
  return (
    <div class="toolbar" role="toolbar" aria-label="Trace">
      <span class="cut title">{open?.name ?? 'Traces'}</span>
      <FileButton intake={intake} />
    </div>
  );
}
