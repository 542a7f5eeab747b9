// When the store is swept: by one tab at a time, and one sweep after the other.
import { abortableTimeout } from '../base/abortable-timeout.js';
import { runAlone } from './locks.js';

const AGAIN_MS = 30_000;

/** @param {(signal: AbortSignal) => Promise<void>} sweep @param {(cause: unknown) => void} onError */
export function createSweeper(sweep, onError) {
  let isOn = true;
  let isWanted = false;
  /** @type {AbortController | undefined} */
  let running;
  /** When it is due again. */
  let due = Number.POSITIVE_INFINITY;
  /** @type {() => void} */
  let cancel = () => {};
  const forget = () => {
    cancel();
    due = Number.POSITIVE_INFINITY;
  };

  const now = async () => {
    isWanted = isOn;
    if (running || !isWanted) return;
    const abort = new AbortController();
    running = abort;
    try {
      await runAlone('spanloom sweep', abort.signal, async () => {
        while (isWanted && !abort.signal.aborted) {
          isWanted = false;
          await sweep(abort.signal);
        }
      });
    } catch (error) {
      if (!abort.signal.aborted) onError(error);
    }
    if (running === abort) running = undefined;
  };

  return {
    now,
    /** Unless it is due before. @param {number} wait milliseconds; 0 where nobody said how long */
    later(wait) {
      const then = performance.now() + (wait || AGAIN_MS * (0.5 + Math.random()));
      if (!isOn || then >= due) return;
      forget();
      due = then;
      cancel = abortableTimeout(then - performance.now(), () => {
        forget();
        now();
      });
    },
    /** Until it is on again. */
    off() {
      isOn = false;
      forget();
      running?.abort();
      running = undefined;
    },
    on() {
      isOn = true;
    },
  };
}
