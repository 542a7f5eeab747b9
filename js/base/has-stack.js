// Checks for stack before a call that must not be interrupted by a stack overflow.

/** Of some 100 bytes each. The core itself needs few. */
const FRAMES = 2000;

/** Whether there is enough stack to call the core. An overflow inside of it would leave it inconsistent. */
export function hasStack() {
  try {
    return descend(FRAMES) > 0;
  } catch {
    return false;
  }
}

/** Not a tail call, for which some engines add no frame. @param {number} frames @returns {number} */
const descend = (frames) => (frames === 0 ? 1 : 1 + descend(frames - 1));
