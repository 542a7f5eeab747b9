// APIs that no page calls are not in a page's bundle.

/** @type {typeof import('./server-apis.js').SERVER_APIS} */
export const SERVER_APIS = [];
/** @type {typeof import('./server-apis.js').SERVER_ANSWERS} */
export const SERVER_ANSWERS = [];

/** @returns {any} */
export function askedModel() {}
