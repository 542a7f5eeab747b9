import { dataOf } from '../reading/data.js';
import { peek } from '../reading/observed.js';

/** Beside these a status is no HTTP status. */
const OF_PROCESSES = ['pid', 'signal', 'stderr', 'stdout', 'exitCode'];

/** Whether an error tells how a process ended. @param {unknown} error */
export const isOfProcess = (error) => OF_PROCESSES.some((key) => dataOf(error, key) !== undefined);

/** What an error of AWS says of the answer. @param {unknown} error */
export const awsAnswer = (error) => ({ status: peek(peek(error, '$metadata'), 'httpStatusCode') });
