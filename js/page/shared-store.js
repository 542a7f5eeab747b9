import { pageEras } from './owner-stamp.js';
import { createStore } from './store.js';

/** @type {import('./store.js').Store | undefined} */
let shared;

/** The store of this page, or worker. */
export const sharedStore = () => {
  if (!shared || shared.isOver) shared = createStore(undefined, pageEras);
  return shared;
};

/** The same, if there is or was one. */
export const lastStore = () => shared;
