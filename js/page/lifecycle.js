// The page's own end. A handler for `unload` or `beforeunload` would keep it out of the back/forward cache, so there is none.

/**
 * @typedef {object} Resident what lives in the page; nothing that these throw reaches it
 * @property {() => void} onHidden the page may never run again: all that can be sent at once has to be
 * @property {() => void} onPageHide it is gone, or frozen in the back/forward cache
 * @property {() => void} onResume it is out of that cache
 */

/** @type {Set<Resident>} */
const residents = new Set();
let isLeft = false;
/** Ends the listeners, which are there as long as anybody lives here. @type {AbortController | undefined} */
let listening;

const isHidden = () => globalThis.document?.visibilityState === 'hidden';

/** Whether what is not sent at once may never be. */
export const isLeaving = () => isLeft || isHidden();

/** @param {Resident} resident @returns {() => void} ends it */
export function watchPage(resident) {
  residents.add(resident);
  if (!listening && typeof document === 'object') listen();
  return () => {
    residents.delete(resident);
    if (residents.size > 0) return;
    listening?.abort();
    listening = undefined;
  };
}

/**
 * Calls `act` when what is nowhere else has to onPageHide: the page is hidden and `isAtRisk`, or it is left.
 * @param {(() => boolean) | undefined} isAtRisk @param {() => void} act @returns {() => void} calls it off
 */
export const whenGoing = (isAtRisk, act) =>
  watchPage({ onHidden: () => isAtRisk?.() && act(), onPageHide: act, onResume() {} });

function listen() {
  listening = new AbortController();
  const { signal } = listening;
  const hidden = () => {
    if (isHidden()) tell('onHidden');
    else isLeft = false;
  };
  const left = () => {
    isLeft = true;
    tell('onHidden');
    tell('onPageHide');
  };
  const shown = (/** @type {PageTransitionEvent} */ { persisted }) => {
    isLeft = false;
    if (persisted) tell('onResume');
  };
  isLeft = false;
  addEventListener('visibilitychange', hidden, { signal });
  addEventListener('pagehide', left, { signal });
  addEventListener('pageshow', shown, { signal });
}

/** @param {keyof Resident} what */
function tell(what) {
  for (const resident of residents) {
    try {
      resident[what]();
    } catch {
      // The page is not to hear of it.
    }
  }
}
