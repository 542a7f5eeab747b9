import { pageEras } from './owner-stamp.js';
import { Store } from './store.js';

/** @type {Store | undefined} */
let shared;

/** The store of this page or worker. Opens it if none is open. */
export const sharedStore = () => {
  if (!shared || shared.isOver) shared = new Store(undefined, pageEras);
  return shared;
};

/** The store that was opened last, if any. */
export const lastStore = () => shared;
