// A stack without a trace of having been looked at: limits and formatters of the user's are as they were.

/** Frames that are looked through. */
const DEPTH = 100;

/** @returns {string} empty where it cannot be had */
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
