// Delivery in a process that may end.
export { halveBody } from '../batch/halve-body.js';
export { flushBeforeExit, nothingWaits } from './exit.js';
export { unheld } from './unheld.js';
