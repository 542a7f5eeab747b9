// Cuts a large request of JSON into small ones without ever parsing it as a whole: finds its records first, then parses what is around them, and the records
// in groups.
import { concat, latin1 } from '../../../formats/bytes.js';
import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COMMA,
  endOfString,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
} from '../../../formats/json-scan.js';
import { PIECE_BYTES } from '../../../formats/piece.js';

/** Names of the lists, from outside to inside, at depths 1, 3 and 5. */
const LISTS = [
  ['resourceSpans', 'scopeSpans', 'spans'],
  ['resourceLogs', 'scopeLogs', 'logRecords'],
];
/** Depths of the lists. */
const [RESOURCES_DEPTH, SCOPES_DEPTH, RECORDS_DEPTH] = [2, 4, 6];
/** How much is looked at before the caller may pause. */
const SCAN_BYTES = 1 << 22;

const decoder = new TextDecoder();

/** @typedef {[start: number, end: number]} Place */

/**
 * @param {Uint8Array} bytes valid JSON of a request
 * @returns {Generator<any>} requests; undefined where the caller may pause
 * @throws {Error} it is no valid JSON
 */
export function* cutLarge(bytes) {
  for (const lists of LISTS) yield* cutLists(bytes, lists);
}

/** @param {Uint8Array} bytes @param {string[]} lists @returns {Generator<any>} */
function* cutLists(bytes, lists) {
  const keys = ['', '', '', '', '', ''];
  const isAt = (/** @type {number} */ depth) =>
    lists.every((list, at) => at * 2 + 1 > depth || keys[at * 2 + 1] === list);
  let [depth, recordStart, pause] = [0, -1, SCAN_BYTES];
  let [isInResource, isInRecords] = [false, false];
  /** @type {Place[]} */
  let outside = [];
  /** @type {Place[][]} */
  let records = [];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      const end = endOfString(bytes, at + 1);
      if (end < 0) throw new Error('a string has no end');
      if (depth <= RECORDS_DEPTH) keys[depth] = depth % 2 === 1 ? latin1(bytes, at + 1, Math.min(end, at + 64)) : '';
      at = end;
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (depth === RESOURCES_DEPTH && isAt(1)) [isInResource, outside, records] = [true, [[at, at]], []];
      else if (depth === SCOPES_DEPTH && isInResource && isAt(3)) records.push([]);
      else if (depth === RECORDS_DEPTH && isInRecords) recordStart = at;
      depth += 1;
      if (depth === RECORDS_DEPTH && byte === OPEN_ARRAY && records.length > 0 && isAt(5)) {
        isInRecords = true;
        last(outside)[1] = at + 1;
      }
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      depth -= 1;
      if (depth === RECORDS_DEPTH && isInRecords) last(records).push([recordStart, at + 1]);
      else if (depth === RECORDS_DEPTH - 1 && isInRecords) {
        isInRecords = false;
        outside.push([at, at]);
      } else if (depth === RESOURCES_DEPTH && isInResource) {
        isInResource = false;
        last(outside)[1] = at + 1;
        yield* requestsOf(bytes, lists, outside, records);
      }
    }
    if (at >= pause) {
      pause = at + SCAN_BYTES;
      yield undefined;
    }
  }
  if (depth > 0) throw new Error('the JSON has no end');
}

/**
 * @param {Uint8Array} bytes @param {string[]} lists @param {Place[]} outside of the records @param {Place[][]} records of each scope
 * @returns {Generator<any>}
 */
function* requestsOf(bytes, [resources, scopes, name], outside, records) {
  const around = parse(outside.map(([from, to]) => bytes.subarray(from, to)));
  for (const [index, places] of records.entries())
    for (const group of groups(places)) {
      const parts = group.flatMap(([from, to], at) => [at > 0 ? SEPARATOR : START, bytes.subarray(from, to)]);
      const scope = { ...around[scopes][index], [name]: parse([...parts, END]) };
      yield { [resources]: [{ ...around, [scopes]: [scope] }] };
    }
}

const [START, SEPARATOR, END] = [OPEN_ARRAY, COMMA, CLOSE_ARRAY].map((byte) => Uint8Array.of(byte));

/** @param {Uint8Array[]} parts */
const parse = (parts) => JSON.parse(decoder.decode(concat(parts)));

/** @param {Place[]} places @returns {Generator<Place[]>} */
function* groups(places) {
  /** @type {Place[]} */
  let group = [];
  for (const place of places) {
    if (group.length > 0 && place[1] - group[0][0] > PIECE_BYTES) {
      yield group;
      group = [];
    }
    group.push(place);
  }
  if (group.length > 0) yield group;
}

/** @template T @param {T[]} list */
const last = (list) => list[list.length - 1];
