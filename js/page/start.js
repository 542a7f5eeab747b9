// Detects when the app has started. Until then, the network belongs to it.
import { abortableTimeout } from '../base/abortable-timeout.js';

/** A page may never load completely: its document may be streamed, or an image may hang. */
const MAX_START_MS = 30_000;

/** Calls `onStart`, maybe more than once, when the page has loaded and is idle; in a worker at once. @param {() => void} onStart */
export function whenStarted(onStart) {
  if (typeof document !== 'object') return onStart();
  const whenIdle = () => void (globalThis.requestIdleCallback ?? setTimeout)(onStart);
  abortableTimeout(MAX_START_MS, onStart);
  if (document.readyState === 'complete') whenIdle();
  else addEventListener('load', whenIdle, { once: true });
}
