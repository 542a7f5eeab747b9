// Reads the stack without side effects: the user's `stackTraceLimit` and `prepareStackTrace` stay in place.

/** Frames that are searched. */
const DEPTH = 100;

/** @returns {string} empty if the stack cannot be read */
export function readStack() {
  const limit = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');
  const formatter = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  try {
    put('stackTraceLimit', limit, DEPTH);
    if (formatter && !put('prepareStackTrace', formatter, undefined)) return '';
    return String(new Error().stack);
  } catch {
    return '';
  } finally {
    putBack('stackTraceLimit', limit);
    putBack('prepareStackTrace', formatter);
  }
}

/** @param {string} key @param {PropertyDescriptor | undefined} before @param {unknown} value */
const put = (key, before, value) =>
  Reflect.defineProperty(
    Error,
    key,
    before && 'value' in before ? { ...before, value } : { value, configurable: true },
  );

/** @param {string} key @param {PropertyDescriptor | undefined} before */
const putBack = (key, before) =>
  before ? Reflect.defineProperty(Error, key, before) : Reflect.deleteProperty(Error, key);
