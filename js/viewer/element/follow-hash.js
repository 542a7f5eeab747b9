import { batch, effect } from '@preact/signals';
import { linkData, readPermalink } from '../share/permalink.js';
import { readHash, writeHash } from './hash.js';

/**
 * Keeps what is open in the fragment of the page's address, and opens what it names or contains: back and forward go from trace to trace.
 * @param {import('../state/state.js').State} state
 * @param {import('../state/intake.js').Intake} intake
 * @returns {() => void} ends it
 */
export function followHash(state, intake) {
  const { traceId, selection, view, panel, openTrace, failed } = state;
  /** @type {string | undefined} */
  let data;
  const read = () => {
    const place = readHash(location.hash);
    batch(() => {
      if (place.trace) openTrace(place.trace, place.span);
      view.value = place.view ?? view.value;
      panel.value = place.panel ?? panel.value;
    });
    const before = data;
    data = linkData(location.hash);
    if (data && data !== before) readPermalink(data).then((otlp) => intake.shared(otlp, !place.trace), failed);
  };
  read();
  const dispose = effect(() => {
    const trace = traceId.value;
    const place = trace ? { trace, span: selection.value?.spanId, view: view.value, panel: panel.value } : {};
    const before = readHash(location.hash).trace;
    const hash = writeHash(location.hash, place);
    if (hash !== location.hash) setFragment(hash, before !== undefined && before !== trace);
  });
  window.addEventListener('popstate', read);
  return () => {
    dispose();
    window.removeEventListener('popstate', read);
  };
}

/** @param {string} hash @param {boolean} isNew whether back leads to the one before */
function setFragment(hash, isNew) {
  // Not relative, which would be to the page's <base>.
  const url = location.href.replace(/#.*/s, '') + hash;
  try {
    if (isNew) history.pushState(history.state, '', url);
    else history.replaceState(history.state, '', url);
  } catch {
    // Browsers refuse too many changes, and any in a document without an address of its own.
  }
}
