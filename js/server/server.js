export { askedModel } from '../providers/models.js';
export { SERVER_ANSWERS, SERVER_APIS } from '../providers/server-apis.js';
export { instanceAnswer } from '../results/instance.js';
export { SERVER_EMITTERS } from '../results/node-stream.js';
export { flushBeforeExit, nothingWaits } from './exit.js';
export { halveBody } from './halve-body.js';
export {
  areVariables,
  closeEnv,
  isBinding,
  isContextMember,
  isMessage,
  nameOfHolder,
  secretOf,
  withoutEnv,
} from './secrets.js';
export { awsAnswer, isOfProcess } from './status.js';
export { unheld } from './unheld.js';

/** Whether the runtime reads the bodies of responses itself, where nobody can see it. */
export const readsUnseen = () => false;
