// Errors of the AWS SDK.
import { peek } from '../reading/observed.js';

/** Returns the HTTP status in an error of the AWS SDK, in the shape of a response. @param {unknown} error */
export const awsAnswer = (error) => ({ status: peek(peek(error, '$metadata'), 'httpStatusCode') });
