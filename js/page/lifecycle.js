// Watches for the end of the page. There is no handler for `unload` or `beforeunload`, as either keeps the page out of the back/forward cache.

/**
 * @typedef {object} Watcher gets the events of the page. What it throws is ignored
 * @property {() => void} onHidden the page may never run again: what can be sent at once has to be
 * @property {() => void} onPageHide the page is gone, or frozen in the back/forward cache
 * @property {() => void} [onResume] the page is back from that cache
 */

/** @type {Set<Watcher>} */
const watchers = new Set();
let isGone = false;
/** Removes the listeners, which exist as long as there is a watcher. @type {AbortController | undefined} */
let listening;

const isHidden = () => globalThis.document?.visibilityState === 'hidden';

/** Whether what is not sent at once may never be sent. */
export const isLeaving = () => isGone || isHidden();

/** @param {Watcher} watcher @returns {() => void} stops watching */
export function watchPage(watcher) {
  watchers.add(watcher);
  if (!listening && typeof document === 'object') listen();
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    listening?.abort();
    listening = undefined;
  };
}

/**
 * Calls `onUrgent` when spans have to be sent at once: when the page is hidden and they are at risk, and when the page is left.
 * @param {(() => boolean) | undefined} isAtRisk @param {() => void} onUrgent @returns {() => void} stops watching
 */
export const whenUrgent = (isAtRisk, onUrgent) =>
  watchPage({ onHidden: () => isAtRisk?.() && onUrgent(), onPageHide: onUrgent });

function listen() {
  listening = new AbortController();
  const { signal } = listening;
  const onVisibilityChange = () => {
    if (isHidden()) notify('onHidden');
    else isGone = false;
  };
  const onPageHide = () => {
    isGone = true;
    notify('onHidden');
    notify('onPageHide');
  };
  const onPageShow = (/** @type {PageTransitionEvent} */ { persisted }) => {
    isGone = false;
    if (persisted) notify('onResume');
  };
  isGone = false;
  addEventListener('visibilitychange', onVisibilityChange, { signal });
  addEventListener('pagehide', onPageHide, { signal });
  addEventListener('pageshow', onPageShow, { signal });
}

/** @param {keyof Watcher} event */
function notify(event) {
  for (const watcher of watchers) {
    try {
      watcher[event]?.();
    } catch {
      // The page must not notice.
    }
  }
}
