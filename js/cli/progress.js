// One line on a terminal that says how far a long run is.

/** @typedef {import('./inputs.js').OpenInput} OpenInput */
/**
 * @typedef {object} Progress
 * @property {() => void} show how much was read; call it often
 * @property {(what: string, work: Promise<unknown>) => Promise<void>} during shows what is done, and for how long, until the work is
 * @property {() => void} clear
 */

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
  /** @param {() => string} text */
  const print = (text) => {
    if (now() < next) return;
    next = now() + INTERVAL_MS;
    isShown = true;
    terminal.write(`${CLEAR_LINE}${text()}`);
  };
  const seconds = () => (now() - start) / 1000;
  return {
    show: () => print(readSoFar),
    async during(what, work) {
      const timer = setInterval(() => print(() => `${what}, ${seconds().toFixed(0)} s`), INTERVAL_MS);
      await work.finally(() => clearInterval(timer));
    },
    clear() {
      if (isShown) terminal.write(CLEAR_LINE);
      isShown = false;
    },
  };

  function readSoFar() {
    const read = inputs.reduce((sum, input) => sum + input.bytesRead(), 0);
    const share = Number.isNaN(total) ? '' : ` of ${mib(total)} (${Math.floor((100 * read) / total)} %)`;
    return `${mib(read)}${share}, ${(read / MIB / seconds()).toFixed(1)} MiB/s`;
  }
}

/** @type {Progress} */
export const NO_PROGRESS = {
  show() {},
  async during(_what, work) {
    await work;
  },
  clear() {},
};

/** @param {number} bytes */
const mib = (bytes) => `${(bytes / MIB).toFixed(1)} MiB`;
