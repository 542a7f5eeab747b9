// While an app starts, the network is its own.
import { abortableTimeout } from '../base/abortable-timeout.js';

/** A document that is streamed, or an image that hangs, may keep a page from ever being loaded. */
const MAX_START_MS = 30_000;

/** Calls `go`, maybe more than once, when the page has loaded and is idle; at once in a worker. @param {() => void} go */
export function whenStarted(go) {
  if (typeof document !== 'object') return go();
  const whenIdle = () => void (globalThis.requestIdleCallback ?? setTimeout)(go);
  abortableTimeout(MAX_START_MS, go);
  if (document.readyState === 'complete') whenIdle();
  else addEventListener('load', whenIdle, { once: true });
}
