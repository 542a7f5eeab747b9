// Keys of a page in which nothing has the focus. They act in its only viewer, or in the one that was last used.

/** @type {Set<HTMLElement>} */
const viewers = new Set();
/** @type {HTMLElement | undefined} */
let lastUsed;

/**
 * @param {HTMLElement} host the viewer
 * @param {(event: KeyboardEvent) => void} onKey
 * @returns {() => void} ends it
 */
export function takePageKeys(host, onKey) {
  const controller = new AbortController();
  const { signal } = controller;
  const use = () => {
    lastUsed = host;
  };
  viewers.add(host);
  host.addEventListener('focusin', use, { signal });
  host.addEventListener('pointerdown', use, { signal });
  // At the window, so that the page's own keys come first.
  window.addEventListener(
    'keydown',
    (event) => {
      const { body, documentElement } = document;
      const isOfNothing = event.target === body || event.target === documentElement;
      const isShown = host.getClientRects().length > 0;
      if (isOfNothing && isShown && (viewers.size === 1 || lastUsed === host)) onKey(event);
    },
    { signal },
  );
  return () => {
    controller.abort();
    viewers.delete(host);
    if (lastUsed === host) lastUsed = undefined;
  };
}
