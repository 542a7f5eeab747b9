import { batch, effect } from '@preact/signals';
import { linkData, readPermalink } from '../share/permalink.js';
import { readHash, writeHash } from './hash.js';
import { readEntry, withEntry } from './history-entry.js';

/**
 * Keeps what is open in the fragment of the page's address, and opens what it names or contains: back and forward go from trace to trace,
 * and along words that were followed.
 * @param {import('../state/state.js').State} state
 * @param {import('../state/intake.js').Intake} intake
 * @returns {() => void} ends it
 */
export function followHash(state, intake) {
  const { traceId, selection, past, view, panel, openings, openTrace, failed } = state;
  /** @type {string | undefined} */
  let data;
  /** Of the entry of the history that is shown. */
  let shownPast = past.peek();
  let shownOpenings = openings.peek();
  const read = () => {
    const place = readHash(location.hash);
    const entry = readEntry(history.state);
    batch(() => {
      if (place.trace) {
        openTrace(place.trace, place.span);
        if (place.span) selection.value = { spanId: place.span, ...(entry.part && { part: entry.part }) };
        past.value = shownPast = entry.past;
      }
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
    const { spanId: span, part } = selection.value ?? {};
    const before = readHash(location.hash).trace;
    const isOther = before !== undefined && before !== trace;
    // A trace that shows itself is no place that the user was at.
    const isAsked = openings.peek() !== shownOpenings;
    shownOpenings = openings.peek();
    const steps = past.value.length - shownPast.length;
    const isFollowed = past.value !== shownPast && steps >= 0 && past.value.length > 0;
    shownPast = past.value;
    // The entry before has the same place.
    if (steps === -1 && !isOther) return history.back();
    const hash = writeHash(location.hash, trace ? { trace, span, view: view.value, panel: panel.value } : {});
    setPlace(hash, { part, past: shownPast }, (isOther && isAsked) || isFollowed);
  });
  window.addEventListener('popstate', read);
  return () => {
    dispose();
    window.removeEventListener('popstate', read);
  };
}

/** @param {string} hash @param {import('./history-entry.js').Entry} entry @param {boolean} isNew whether back leads to the one before */
function setPlace(hash, entry, isNew) {
  const isSame = hash === location.hash && JSON.stringify(entry) === JSON.stringify(readEntry(history.state));
  if (isSame && !isNew) return;
  // Not relative, which would be to the page's <base>.
  const url = location.href.replace(/#.*/s, '') + hash;
  const state = withEntry(history.state, entry);
  try {
    if (isNew) history.pushState(state, '', url);
    else history.replaceState(state, '', url);
  } catch {
    // Browsers refuse too many changes, and any in a document without an address of its own.
  }
}
