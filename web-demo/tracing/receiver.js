// The receiver of `npm start`. Its server names it in the page; on any other host there is none, and nothing is tried.

/** @typedef {{ traces: string, events: string, headers: Record<string, string> }} Receiver */

/** @returns {Receiver | undefined} */
export function findReceiver() {
  const path = document.querySelector('meta[name="spanloom-receiver"]')?.getAttribute('content');
  if (!path) return undefined;
  const page = crypto.randomUUID();
  return {
    traces: `${path}/traces`,
    events: `${path}/events?page=${page}`,
    // What this page sent does not come back to it.
    headers: { 'x-spanloom-page': page },
  };
}

/**
 * What programs send to the receiver, also before the page was opened. The browser connects again by itself.
 * @param {Receiver} receiver @param {(otlp: Uint8Array) => void} onRequest
 */
export function followReceiver({ events }, onRequest) {
  const source = new EventSource(events);
  source.addEventListener('message', ({ data }) =>
    onRequest(Uint8Array.from(atob(data), (character) => character.charCodeAt(0))),
  );
}
