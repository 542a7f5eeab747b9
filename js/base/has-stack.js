/** Frames of some 100 bytes; the core's own are a few. */
const FRAMES = 2000;

/** Whether there is stack enough to call the core: an overflow within would leave it in the middle of something. */
export function hasStack() {
  try {
    return descend(FRAMES) > 0;
  } catch {
    return false;
  }
}

/** No call in tail position, which some engines make without a frame. @param {number} frames @returns {number} */
const descend = (frames) => (frames === 0 ? 1 : 1 + descend(frames - 1));
