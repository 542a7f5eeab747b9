// Joins requests to a file.
import { HEADER_BYTES } from '../../formats/delimited.js';
import { findList, leadingSpaces } from '../../formats/json-scan.js';
import { encodingOf } from '../../formats/piece.js';

/** @typedef {import('../../formats/piece.js').Encoding} Encoding */
/** @typedef {import('../../formats/piece.js').Format} Format */

/**
 * @typedef {object} Encoder
 * @property {(request: Buffer) => Buffer[]} traces returns what to write for a request of traces, in the format's encoding
 * @property {(request: Buffer, encoding: Encoding) => Buffer[] | undefined} other returns what to write for a request of another signal; `undefined` if the format cannot hold it
 * @property {() => Buffer[]} end returns what to write at the end
 */

const LINE_END = Buffer.from('\n');
const [NEWLINE, CARRIAGE_RETURN, SPACE] = [10, 13, 32];

/** @param {Format} format @returns {Encoder} */
export function createEncoder(format) {
  if (format === 'json') return oneObject();
  const traces = { jsonl: line, delimited: message, protobuf: (/** @type {Buffer} */ request) => [request] }[format];
  return {
    traces,
    other: (request, encoding) =>
      format !== 'protobuf' && encoding === encodingOf(format) ? traces(request) : undefined,
    end: () => [],
  };
}

/** JSON has newlines between its values only. @param {Buffer} request */
function line(request) {
  const text = Buffer.from(request);
  for (const byte of [NEWLINE, CARRIAGE_RETURN])
    for (let at = text.indexOf(byte); at >= 0; at = text.indexOf(byte, at + 1)) text[at] = SPACE;
  return [text, LINE_END];
}

/** @param {Buffer} request */
function message(request) {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(request.length);
  return [header, request];
}

/**
 * One object whose list has the elements of all. What the requests have before the list is kept of the first, and what they have after it of all.
 * @returns {Encoder}
 */
function oneObject() {
  let isOpen = false;
  let hasElements = false;
  /** @type {Buffer[]} */
  const tails = [];
  return {
    traces(request) {
      const list = findList(request, 'resourceSpans');
      if (!list) return [];
      tails.push(request.subarray(list.end + 1, request.lastIndexOf('}')));
      const elements = request.subarray(list.start, list.end);
      const isEmpty = leadingSpaces(elements) === elements.length;
      const written = [
        ...(isOpen ? [] : [request.subarray(0, list.start)]),
        ...(hasElements && !isEmpty ? [Buffer.from(',')] : []),
        elements,
      ];
      isOpen = true;
      hasElements ||= !isEmpty;
      return written;
    },
    other: () => undefined,
    end: () => [Buffer.from(isOpen ? ']' : '{"resourceSpans":[]'), ...tails, Buffer.from('}\n')],
  };
}
