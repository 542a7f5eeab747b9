// Reads responses: a bounded body, and what it says.
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
 * Whether a body is a web page, such as a login: then the URL is not that of a receiver.
 * @param {Uint8Array} bytes @param {string} type the media type of `bytes`
 */
export const isWebPage = (bytes, type) =>
  bytes.length > 0 && (/html/i.test(type) || /^\s*</.test(decoder.decode(bytes.subarray(0, 64))));

/**
 * Reads the message of a google.rpc.Status, the first of Datadog's `errors`, or the plain text of a proxy.
 * @param {Uint8Array} bytes @param {string} type the media type of `bytes` @param {string} [secret] is left out
 */
export function errorMessage(bytes, type, secret) {
  const status = readMessage(bytes, type);
  return oneLine(type.startsWith('text/plain') ? bytes : (status.message ?? status[2] ?? status.errors?.[0]), secret);
}

/** Returns the members of a JSON object by name, or the fields of a protobuf message by number. @param {unknown} bytes @param {string} type @returns {any} */
export function readMessage(bytes, type) {
  try {
    if (type.includes('json')) return JSON.parse(decoder.decode(/** @type {Uint8Array} */ (bytes))) ?? {};
  } catch {
    // Not JSON, whatever its type says.
  }
  return type.includes('protobuf') && bytes instanceof Uint8Array ? protobufFields(bytes) : {};
}

/** Makes a text one line, as it may be printed to a terminal. @param {unknown} value @param {string} [secret] is left out before the text is cut */
export function oneLine(value, secret) {
  const string = value instanceof Uint8Array ? decoder.decode(value) : value;
  return typeof string === 'string'
    ? without(string, secret)
        .slice(0, MAX_MESSAGE_LENGTH)
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
    : '';
}

/** @param {string} text @param {string} [secret] */
export const without = (text, secret = '') => text.replaceAll(secret, '');
