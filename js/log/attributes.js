// Writes attribute values as records: ATTR for a span's own, ITEM for those inside a list or another record. The values must be plain (see plain-attributes.js).
import * as OP from './records/op.js';
import * as TYPE from './records/type.js';

/** @typedef {import('./event-log.js').EventLog} EventLog */

/**
 * Logs the attributes of a span.
 * @param {EventLog} log @param {number} span @param {Record<string, unknown>} attributes
 */
export function writeAttributes(log, span, attributes) {
  for (const key of Object.keys(attributes)) writeValue(log, OP.ATTR, span, log.intern(key), attributes[key]);
}

/**
 * Logs entries as the items of the record before them, which holds their count.
 * @param {EventLog} log @param {[string, unknown][]} entries
 */
export function writeItems(log, entries) {
  for (const [key, value] of entries) writeValue(log, OP.ITEM, 0, log.intern(key), value);
}

/**
 * @param {EventLog} log @param {number} op @param {number} span @param {number} key @param {any} value
 */
function writeValue(log, op, span, key, value) {
  /** @param {number} type @param {number} [payload] */
  const put = (type, payload = 0) => {
    const at = log.put3(op | (type << 8), span, key);
    log.claim(2);
    log.words[at + 3] = payload;
    log.words[at + 4] = 0;
    return at + 3;
  };
  switch (typeof value) {
    case 'string':
      put(TYPE.STRING, log.text(value));
      break;
    case 'boolean':
      put(TYPE.BOOL, Number(value));
      break;
    case 'bigint':
      log.putInteger(put(TYPE.INT), value);
      break;
    case 'number':
      if (Number.isSafeInteger(value)) log.putInteger(put(TYPE.INT), BigInt(value));
      else log.putDouble(put(TYPE.DOUBLE), value);
      break;
    default:
      writeObject(log, value, put);
  }
}

/** @param {EventLog} log @param {any} value @param {(type: number, payload?: number) => void} put */
function writeObject(log, value, put) {
  if (value === null) put(TYPE.EMPTY);
  else if (value instanceof Uint8Array) put(TYPE.BYTES, log.text(value));
  else if (Array.isArray(value)) {
    put(TYPE.ARRAY, value.length);
    for (const item of value) writeValue(log, OP.ITEM, 0, 0, item);
  } else {
    const entries = Object.entries(value);
    put(TYPE.KVLIST, entries.length);
    writeItems(log, entries);
  }
}
