import { oneLine, readMessage } from '../http/answer.js';

/**
 * Reads `partial_success` of an ExportTraceServiceResponse. An answer that cannot be read counts as a full success.
 * @param {Uint8Array} bytes @param {string} type the media type of `bytes`
 */
export function partialSuccess(bytes, type) {
  const answer = readMessage(bytes, type);
  const partial = answer.partialSuccess ?? readMessage(answer[1], type);
  const rejected = Number(partial.rejectedSpans ?? partial[1]) || 0;
  return {
    // A negative int64 was read as an unsigned one.
    rejected: rejected < 2 ** 63 ? rejected : 0,
    message: oneLine(partial.errorMessage ?? partial[2]),
  };
}
