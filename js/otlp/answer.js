// What a destination answered: a bounded body, and OTLP's two messages in it.
import { protobufFields } from '../batch/protobuf-fields.js';

const MAX_BODY = 4 * 2 ** 20;
const MAX_MESSAGE = 500;
const decoder = new TextDecoder();

/**
 * Reads the body to its end, so that the connection is free again. Where it breaks off is its end: the status has been given.
 * @param {Response} response
 * @returns {Promise<Uint8Array | undefined>} undefined if it is longer than 4 MiB
 */
export async function readBody(response) {
  const parts = [];
  let size = 0;
  const reader = response.body?.getReader();
  try {
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      size += part.value.length;
      if (size > MAX_BODY) {
        reader?.cancel().catch(() => {});
        return undefined;
      }
      parts.push(part.value);
    }
  } catch {
    // Cut off, or out of time.
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/**
 * `partial_success` of an ExportTraceServiceResponse. What cannot be read is a full success.
 * @param {Uint8Array} bytes @param {string} type their media type
 */
export function partialSuccess(bytes, type) {
  const answer = read(bytes, type);
  const partial = answer.partialSuccess ?? read(answer[1], type);
  const rejected = Number(partial.rejectedSpans ?? partial[1]) || 0;
  return {
    // An int64, read as an unsigned one.
    rejected: rejected < 2 ** 63 ? rejected : 0,
    message: text(partial.errorMessage ?? partial[2]),
  };
}

/**
 * Whether it is a web page: a login, or whatever else stands where no receiver is.
 * @param {Uint8Array} bytes @param {string} type their media type
 */
export const isWebPage = (bytes, type) =>
  bytes.length > 0 && (/html/i.test(type) || /^\s*</.test(decoder.decode(bytes.subarray(0, 64))));

/**
 * The message of a google.rpc.Status, or the plain text that proxies answer with.
 * @param {Uint8Array} bytes @param {string} type their media type
 */
export function errorMessage(bytes, type) {
  const status = read(bytes, type);
  return text(type.startsWith('text/plain') ? bytes : (status.message ?? status[2]));
}

/** Members of a JSON object by name, of a protobuf message by number. @param {unknown} bytes @param {string} type @returns {any} */
function read(bytes, type) {
  try {
    if (type.includes('json')) return JSON.parse(decoder.decode(/** @type {Uint8Array} */ (bytes))) ?? {};
  } catch {
    // Not JSON after all.
  }
  return type.includes('protobuf') && bytes instanceof Uint8Array ? protobufFields(bytes) : {};
}

/** One line, as it may end up on a terminal. @param {unknown} value */
function text(value) {
  const string = value instanceof Uint8Array ? decoder.decode(value) : value;
  return typeof string === 'string'
    ? string
        .slice(0, MAX_MESSAGE)
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
    : '';
}
