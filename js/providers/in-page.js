// What a page's bundle has in place of the APIs that pages do not call: a page only recognizes the ends of their answers.
import { LAST } from './cohere.js';
import { LAST_MARK } from './ollama.js';

/** @type {any[]} */
export const SERVER_APIS = [{ last: LAST, lastMark: LAST_MARK }];
/** @type {typeof import('./server-apis.js').SERVER_ANSWERS} */
export const SERVER_ANSWERS = [];

/** @returns {any} */
export function askedModel() {}
