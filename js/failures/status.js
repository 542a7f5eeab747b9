// Where a process may end, and clients of AWS run.
import { dataOf } from '../reading/data.js';

export { awsAnswer } from '../providers/aws-error.js';

/** In an error that has one of these, `status` is not an HTTP status. */
const OF_PROCESSES = ['pid', 'signal', 'stderr', 'stdout', 'exitCode'];

/** Whether an error describes how a process ended. @param {unknown} error */
export const isOfProcess = (error) => OF_PROCESSES.some((key) => dataOf(error, key) !== undefined);
