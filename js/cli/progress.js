// One line on a terminal that says how far a long run is.

/** @typedef {import('./inputs.js').OpenInput} OpenInput */
/** @typedef {{ show(): void, clear(): void }} Progress */

/** A short run shows nothing. */
const DELAY_MS = 1000;
const INTERVAL_MS = 200;
const MIB = 2 ** 20;
const CLEAR_LINE = '\r\u001b[K';

/** @param {NodeJS.WriteStream} terminal @param {OpenInput[]} inputs @param {() => number} now @returns {Progress} */
export function createProgress(terminal, inputs, now = () => performance.now()) {
  const start = now();
  let next = start + DELAY_MS;
  let isShown = false;
  const total = inputs.reduce((sum, { size }) => sum + (size ?? Number.NaN), 0);
  return {
    show() {
      if (now() < next) return;
      next = now() + INTERVAL_MS;
      isShown = true;
      const read = inputs.reduce((sum, input) => sum + input.bytesRead(), 0);
      const speed = read / MIB / ((now() - start) / 1000);
      const share = Number.isNaN(total) ? '' : ` of ${mib(total)} (${Math.floor((100 * read) / total)} %)`;
      terminal.write(`${CLEAR_LINE}${mib(read)}${share}, ${speed.toFixed(1)} MiB/s`);
    },
    clear() {
      if (isShown) terminal.write(CLEAR_LINE);
      isShown = false;
    },
  };
}

/** @type {Progress} */
export const NO_PROGRESS = { show() {}, clear() {} };

/** @param {number} bytes */
const mib = (bytes) => `${(bytes / MIB).toFixed(1)} MiB`;
