// A page with the content view and the details of hand-made spans.
import { render } from 'preact';
import { DetailsView } from '../../../js/viewer/details/details-view.jsx';
import { ContentView } from '../../../js/viewer/reader/content-view.jsx';
import { pngOf } from '../../../js/viewer/share/png.js';
import { createState } from '../../../js/viewer/state/state.js';
import base from '../../../js/viewer/styles/base.css';
import { addStyles, styleSheets } from '../../../js/viewer/styles/sheets.js';
import tokens from '../../../js/viewer/styles/tokens.css';

globalThis.pngOf = pngOf;
addStyles(tokens);
addStyles(base);
addStyles('.stage { block-size: 100%; background: var(--bg-raised) }');

/** @param {Map<string, any>} details @param {any} model */
function storeOf(details, model) {
  return {
    watch: async () => {},
    trace: async () => model,
    span: async (_traceId, spanId, { full } = {}) =>
      structuredClone((full && details.get(`${spanId} full`)) ?? details.get(spanId)),
    search: async () => [],
    export: async (_traceId, { spanId } = {}) => JSON.stringify({ resourceSpans: [], spanId }),
  };
}

/** @param {Map<string, any>} details @param {any} model */
globalThis.show = async (details, model, panel = 'content') => {
  const host = document.querySelector('#host');
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = styleSheets();
  const state = createState(storeOf(details, model));
  globalThis.state = state;
  const View = panel === 'content' ? ContentView : DetailsView;
  render(
    <div class="stage">
      <View state={state} />
    </div>,
    root,
  );
  state.openTrace(model.traceId);
};
