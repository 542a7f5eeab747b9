export { flushBeforeExit, nothingWaits } from './exit.js';
export {
  areVariables,
  closeEnv,
  isSecret,
  nameByKeys,
  nameByMember,
  nameOfHolder,
  withoutEnv,
} from './secrets.js';
export { unheld } from './unheld.js';
