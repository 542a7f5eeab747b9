// What transformed code imports.
export { AsyncCall } from '../context/after-await.js';
export { allOf, disposable, disposing, eachOf } from '../context/implicit-await.js';
