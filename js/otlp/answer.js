// Reads responses: a bounded body, and the two OTLP messages that it may hold.
import { protobufFields } from '../batch/protobuf-fields.js';

const MAX_BODY_BYTES = 4 * 2 ** 20;
const MAX_MESSAGE_LENGTH = 500;
const decoder = new TextDecoder();

/**
 * Reads a body to its end, so that the connection can be used again. A body that breaks off ends there, as the status is known.
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
      if (size > MAX_BODY_BYTES) {
        reader?.cancel().catch(() => {});
        return undefined;
      }
      parts.push(part.value);
    }
  } catch {
    // The connection is lost, or the request timed out.
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/**
 * Reads `partial_success` of an ExportTraceServiceResponse. An answer that cannot be read counts as a full success.
 * @param {Uint8Array} bytes @param {string} type the media type of `bytes`
 */
export function partialSuccess(bytes, type) {
  const answer = read(bytes, type);
  const partial = answer.partialSuccess ?? read(answer[1], type);
  const rejected = Number(partial.rejectedSpans ?? partial[1]) || 0;
  return {
    // A negative int64 was read as an unsigned one.
    rejected: rejected < 2 ** 63 ? rejected : 0,
    message: text(partial.errorMessage ?? partial[2]),
  };
}

/**
 * Whether a body is a web page, such as a login: then the URL is not that of a receiver.
 * @param {Uint8Array} bytes @param {string} type the media type of `bytes`
 */
export const isWebPage = (bytes, type) =>
  bytes.length > 0 && (/html/i.test(type) || /^\s*</.test(decoder.decode(bytes.subarray(0, 64))));

/**
 * Reads the message of a google.rpc.Status, or the plain text of a proxy.
 * @param {Uint8Array} bytes @param {string} type the media type of `bytes`
 */
export function errorMessage(bytes, type) {
  const status = read(bytes, type);
  return text(type.startsWith('text/plain') ? bytes : (status.message ?? status[2]));
}

/** Returns the members of a JSON object by name, or the fields of a protobuf message by number. @param {unknown} bytes @param {string} type @returns {any} */
function read(bytes, type) {
  try {
    if (type.includes('json')) return JSON.parse(decoder.decode(/** @type {Uint8Array} */ (bytes))) ?? {};
  } catch {
    // Not JSON, whatever its type says.
  }
  return type.includes('protobuf') && bytes instanceof Uint8Array ? protobufFields(bytes) : {};
}

/** Makes a text one line, as it may be printed to a terminal. @param {unknown} value */
function text(value) {
  const string = value instanceof Uint8Array ? decoder.decode(value) : value;
  return typeof string === 'string'
    ? string
        .slice(0, MAX_MESSAGE_LENGTH)
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
    : '';
}
