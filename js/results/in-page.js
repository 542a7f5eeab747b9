/** @type {typeof import('./node-stream.js').SERVER_EMITTERS} */
export const SERVER_EMITTERS = [];

/** @returns {any} */
export function instanceAnswer() {}

/** Service workers answer the page's requests. @type {typeof import('./on-server.js').readsUnseen} */
export const readsUnseen = () => 'ServiceWorkerGlobalScope' in globalThis;
