// A page with the graph of hand-made traces.
import { render } from 'preact';
import { graphSvg } from '../../../js/viewer/graph/graph-svg.js';
import { GraphView } from '../../../js/viewer/graph/graph-view.jsx';
import { createState } from '../../../js/viewer/state/state.js';
import base from '../../../js/viewer/styles/base.css';
import { addStyles, styleSheets } from '../../../js/viewer/styles/sheets.js';
import tokens from '../../../js/viewer/styles/tokens.css';

addStyles(tokens);
addStyles(base);
addStyles('.stage { position: relative; block-size: 100% }');

const store = {
  watch: async () => {},
  trace: async (id) => globalThis.models.get(id),
  span: async (_, spanId) => globalThis.details?.[spanId],
  search: async () => [],
};
globalThis.models = new Map();

/** Shows a trace, or a newer version of the one that is shown. */
globalThis.show = (model) => {
  globalThis.models.set(model.traceId, model);
  if (globalThis.state?.trace.peek()?.traceId === model.traceId) {
    globalThis.state.trace.value = model;
    return;
  }
  const state = createState(store);
  globalThis.state = state;
  globalThis.render();
  state.openTrace(model.traceId);
};

/** Another view of the same state, as when its tab is opened again. */
globalThis.render = () => {
  const host = document.querySelector('#host');
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = styleSheets();
  render(undefined, root);
  render(
    <div class="stage">
      <GraphView state={globalThis.state} />
    </div>,
    root,
  );
};
globalThis.graphSvg = () => graphSvg(globalThis.state);
