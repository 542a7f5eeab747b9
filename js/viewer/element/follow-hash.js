import { batch, effect } from '@preact/signals';
import { readHash, writeHash } from './hash.js';

/**
 * Keeps what is open in the fragment of the page's address, and opens what it names: back and forward go from trace to trace.
 * @param {import('../state/state.js').State} state
 * @param {import('../state/intake.js').Intake} _intake
 * @returns {() => void} ends it
 */
export function followHash(state, _intake) {
  const { traceId, selection, view, panel, openTrace } = state;
  const read = () => {
    const place = readHash(location.hash);
    batch(() => {
      if (place.trace) openTrace(place.trace, place.span);
      if (place.view) view.value = /** @type {any} */ (place.view);
      if (place.panel) panel.value = /** @type {any} */ (place.panel);
    });
  };
  read();
  const dispose = effect(() => {
    const trace = traceId.value;
    const place = trace
      ? { trace, span: selection.value?.spanId, view: view.value, panel: panel.value }
      : { trace: undefined };
    const hash = writeHash(location.hash, place);
    if (hash === location.hash) return;
    const isOther = readHash(location.hash).trace !== trace && readHash(location.hash).trace !== undefined;
    const url = hash || location.pathname + location.search;
    if (isOther) history.pushState(history.state, '', url);
    else history.replaceState(history.state, '', url);
  });
  window.addEventListener('popstate', read);
  return () => {
    dispose();
    window.removeEventListener('popstate', read);
  };
}
