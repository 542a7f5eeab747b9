// Attribute values of any type as records: ATTR for a span's own, ITEM for those inside a list or another record.
import { OP, TYPE } from './records.js';

/** @typedef {import('./event-log.js').EventLog} EventLog */

const WORDS = 5;
const MAX_DEPTH = 12;
const INT64 = 2n ** 63n;

/**
 * The entries of `attributes` that can be exported: `undefined` values and functions are no attributes.
 * @param {Record<string, unknown>} attributes
 */
export function attributeEntries(attributes) {
  return Object.entries(attributes).filter(([key, value]) => key && value !== undefined && typeof value !== 'function');
}

/**
 * Logs `attributes` of a span; returns how many there were.
 * @param {EventLog} log @param {number} span @param {Record<string, unknown>} attributes
 */
export function writeAttributes(log, span, attributes) {
  for (const [key, value] of attributeEntries(attributes)) writeValue(log, OP.ATTR, span, log.intern(key), value, 0);
}

/**
 * Logs entries as the items of the record before them, which holds their number.
 * @param {EventLog} log @param {[string, unknown][]} entries
 */
export function writeItems(log, entries, depth = 0) {
  for (const [key, value] of entries) writeValue(log, OP.ITEM, 0, log.intern(key), value, depth);
}

/**
 * @param {EventLog} log @param {number} op @param {number} span @param {number} key @param {unknown} value @param {number} depth
 */
function writeValue(log, op, span, key, value, depth) {
  const at = log.claim(WORDS);
  /** @param {number} type @param {number} [payload] */
  const put = (type, payload = 0) => {
    const { words } = log;
    words[at] = op | (type << 8);
    words[at + 1] = span;
    words[at + 2] = key;
    words[at + 3] = payload;
    words[at + 4] = 0;
  };
  if (typeof value === 'string') return put(TYPE.STRING, log.text(value));
  if (typeof value === 'boolean') return put(TYPE.BOOL, Number(value));
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    put(TYPE.DOUBLE);
    return log.putDouble(at + 3, value);
  }
  if (typeof value === 'number' || (typeof value === 'bigint' && value >= -INT64 && value < INT64)) {
    put(TYPE.INT);
    return log.putInteger(at + 3, BigInt(value));
  }
  if (value === null || value === undefined) return put(TYPE.EMPTY);
  if (typeof value !== 'object' || value instanceof Date || depth >= MAX_DEPTH)
    return put(TYPE.STRING, log.text(plainText(value)));
  if (value instanceof Uint8Array) return put(TYPE.BYTES, log.text(value.slice()));
  if (Array.isArray(value)) {
    put(TYPE.ARRAY, value.length);
    for (const item of value) writeValue(log, OP.ITEM, 0, 0, item, depth + 1);
    return;
  }
  const entries = attributeEntries(/** @type {Record<string, unknown>} */ (value));
  put(TYPE.KVLIST, entries.length);
  writeItems(log, entries, depth + 1);
}

/** @param {unknown} value */
function plainText(value) {
  try {
    return value instanceof Date ? value.toISOString() : String(value);
  } catch {
    return '';
  }
}
