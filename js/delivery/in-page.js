// Delivery in a page: there is no process to end or to keep alive, and batches are halved between the parts that they were cut into.

/** @returns {any} */
function nothing() {}

export { nothing as flushBeforeExit, nothing as halveBody, nothing as nothingWaits };

/** @type {typeof import('./unheld.js').unheld} */
export const unheld = (_, send) => send();
