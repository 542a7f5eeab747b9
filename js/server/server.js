export { flushBeforeExit, nothingWaits } from './exit.js';
export { areVariables, isSecret, nameByMember, nameOfHolder } from './secrets.js';
export { unheld } from './unheld.js';
