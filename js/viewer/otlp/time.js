// Times are kept in microseconds since the Unix epoch: nanoseconds are more than a double holds.

const DIGITS = /^\d{1,19}$/;

/** @param {unknown} nanos as OTLP's JSON has it @returns {number} whole; 0 if it is no time */
export function microseconds(nanos) {
  if (typeof nanos === 'string' && DIGITS.test(nanos)) return Number(nanos.slice(0, -3));
  return typeof nanos === 'number' && nanos > 0 && nanos < 2 ** 63 ? Math.floor(nanos / 1000) : 0;
}
