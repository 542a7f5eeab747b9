// The page's own end. A handler for `unload` or `beforeunload` would keep it out of the back/forward cache, so there is none.

/**
 * @typedef {object} Resident what lives in the page; nothing that these throw reaches it
 * @property {() => void} hide the page may never run again: all that can be sent at once has to be
 * @property {() => void} leave it is gone, or frozen in the back/forward cache
 * @property {() => void} back it is out of that cache
 */

/** @type {Set<Resident>} */
const residents = new Set();
let isAway = false;
let isListening = false;

/** Whether what is not sent at once may never be. */
export const isLeaving = () => isAway;

/** @param {Resident} resident @returns {() => void} ends it */
export function watchPage(resident) {
  residents.add(resident);
  if (!isListening && typeof document === 'object') {
    isListening = true;
    addEventListener('visibilitychange', () => {
      isAway = document.visibilityState === 'hidden';
      if (isAway) tell('hide');
    });
    addEventListener('pagehide', () => {
      isAway = true;
      tell('hide');
      tell('leave');
    });
    addEventListener('pageshow', ({ persisted }) => {
      isAway = false;
      if (persisted) tell('back');
    });
  }
  return () => residents.delete(resident);
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
