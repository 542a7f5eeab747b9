import { dataOf } from '../reading/data.js';

export { awsAnswer } from '../providers/aws-error.js';

/** Beside these a status is no HTTP status. */
const OF_PROCESSES = ['pid', 'signal', 'stderr', 'stdout', 'exitCode'];

/** Whether an error tells how a process ended. @param {unknown} error */
export const isOfProcess = (error) => OF_PROCESSES.some((key) => dataOf(error, key) !== undefined);
