// A page does not end as a process does, and halves its parts itself.

/** @returns {any} */
function nothing() {}

export { nothing as flushBeforeExit, nothing as halveBody, nothing as nothingWaits };

/** @type {typeof import('./unheld.js').unheld} */
export const unheld = (_, send) => send();
