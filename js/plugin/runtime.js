// The functions that transformed code imports.
export { AsyncCall } from './after-await.js';
export { allOf, disposable, disposing, eachOf } from './implicit-await.js';
