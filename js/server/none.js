// In a page: it does not end as a process does, and it is handed no environment and no other server's objects.

/** @type {typeof import('./exit.js').flushBeforeExit} */
export const flushBeforeExit = () => {};
/** @type {typeof import('./exit.js').nothingWaits} */
export const nothingWaits = () => false;
/** @type {typeof import('./secrets.js').nameOfHolder} */
export const nameOfHolder = () => undefined;
/** @type {typeof import('./secrets.js').areVariables} */
export const areVariables = () => false;
/** @type {typeof import('./secrets.js').isSecret} */
export const isSecret = () => false;
/** @type {typeof import('./secrets.js').nameByKeys} */
export const nameByKeys = () => undefined;
/** @type {typeof import('./secrets.js').closeEnv} */
export const closeEnv = () => {};
/** @type {typeof import('./secrets.js').withoutEnv} */
export const withoutEnv = (args) => args;
/** @type {typeof import('./secrets.js').nameByMember} */
export const nameByMember = () => undefined;
/** @type {typeof import('./unheld.js').unheld} */
export const unheld = (_, send) => send();
