// What a page has in place of server-only results.
/** @type {typeof import('./node-stream.js').SERVER_EMITTERS} */
export const SERVER_EMITTERS = [];

/** @returns {any} */
export function instanceAnswer() {}

/** A service worker responds to the page's requests. @type {typeof import('./on-server.js').readsUnseen} */
export const readsUnseen = () => 'ServiceWorkerGlobalScope' in globalThis;
