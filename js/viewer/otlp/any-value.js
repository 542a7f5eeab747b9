// Values of OTLP's JSON as plain ones.

/** A deeper value is left out: it would overflow the stack. */
const MAX_DEPTH = 64;

/** @param {unknown} value @returns {any[]} */
export const listOf = (value) => (Array.isArray(value) ? value : []);

/** @param {unknown} value @returns {value is Record<string, any>} */
export const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {string} */
export const textOf = (value) => (typeof value === 'string' ? value : '');

/** @param {any} value an AnyValue @returns {unknown} */
export function plainValue(value, depth = 0) {
  if (!isRecord(value) || depth > MAX_DEPTH) return null;
  if ('stringValue' in value) return textOf(value.stringValue);
  if ('boolValue' in value) return value.boolValue === true;
  if ('intValue' in value) return plainInteger(value.intValue);
  if ('doubleValue' in value) return Number(value.doubleValue);
  if ('arrayValue' in value)
    return listOf(value.arrayValue?.values).map((/** @type {unknown} */ item) => plainValue(item, depth + 1));
  if ('kvlistValue' in value) return Object.fromEntries(plainEntries(value.kvlistValue?.values, depth + 1));
  if ('bytesValue' in value) return textOf(value.bytesValue);
  return null;
}

/** @param {unknown} attributes a list of KeyValue @returns {[key: string, value: unknown][]} */
export const plainEntries = (attributes, depth = 0) =>
  listOf(attributes)
    .filter(isRecord)
    .map(({ key, value }) => [textOf(key), plainValue(value, depth)]);

/** Only numbers that a double holds become numbers. @param {unknown} integer */
function plainInteger(integer) {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : String(integer);
}
