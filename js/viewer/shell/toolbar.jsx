import { count, duration, tokens } from '../parts/format.js';
import { Icon } from '../parts/icon.jsx';
import { ExportMenu } from './export-menu.jsx';
import { FileButton } from './file-button.jsx';
import { SearchBox } from './search-box.jsx';
import { ThemeButton } from './theme-button.jsx';

/**
 * @typedef {Object} ToolbarProps
 * @property {import('../state/state.js').State} state
 * @property {import('../state/intake.js').Intake} intake
 * @property {HTMLElement} host
 * @property {() => void} openHelp
 */

/** @param {ToolbarProps} props */
export function Toolbar({ state, intake, host, openHelp }) {
  const { traceId, traces, trace, fit } = state;
  const open = traces.value.find((one) => one.traceId === traceId.value);
  const fitView = () => {
    fit.value++;
  };
  return (
    <header class="toolbar">
      <div class="heading">
        {open && <Heading summary={open} />}
        {!open && <span class="title muted">{traceId.value ? 'Waiting for a trace' : 'No trace is open'}</span>}
      </div>
      <SearchBox state={state} />
      <div class="actions">
        <button type="button" class="button" title="Fit the view" disabled={!trace.value} onClick={fitView}>
          <Icon name="fit" />
          <span class="label">Fit</span>
        </button>
        <ExportMenu state={state} host={host} />
        <FileButton intake={intake} />
        <ThemeButton host={host} />
        <button type="button" class="button icon" aria-label="Keyboard help" title="Keyboard help" onClick={openHelp}>
          ?
        </button>
      </div>
    </header>
  );
}

/** @param {{ summary: import('../model.js').TraceSummary }} props */
function Heading({ summary }) {
  const { name, status, origin, services } = summary;
  const figures = [duration(summary.duration), count(summary.spanCount, 'span'), tokens(summary.tokens)].filter(
    Boolean,
  );
  return (
    <>
      <div class="title">
        {status === 'error' && (
          <span class="error sign" title="error">
            <span aria-hidden="true">!</span>
            <span class="told">error</span>
          </span>
        )}
        <h2 class="cut">{name}</h2>
        {origin === 'link' && <span class="origin">from a link</span>}
      </div>
      <div class="cut muted">
        {services.join(', ')} · {figures.join(' · ')}
      </div>
    </>
  );
}
