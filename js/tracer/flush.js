// Implements `flush()`.
import { abortableTimeout } from '../base/abortable-timeout.js';
import { BOOLEAN, POSITIVE, pickOptions } from '../base/check.js';
import { activeState } from './active-span.js';

/** @typedef {import('../index.js').FlushOptions} FlushOptions */

const OPTIONS = { open: BOOLEAN, timeout: POSITIVE };
/** The default timeout of `flush({ open: true })`. */
const OPEN_TIMEOUT_MS = 10_000;
const POLL_MS = 20;

/**
 * Delivers the spans that have ended. With `open`, first waits for open spans. When the timeout is over, delivery goes on in the background.
 * @param {import('./tracer.js').Tracer} tracer @param {FlushOptions} [options]
 */
export async function flush(tracer, options = {}) {
  const { pipeline, settings } = tracer;
  const { open, timeout } = pickOptions('flush()', options, OPTIONS, settings.onError, undefined, true);
  if (open) await untilEnded(tracer, timeout ?? OPEN_TIMEOUT_MS);
  if (!settings.enabled) return;
  const late = new AbortController();
  const cancel = timeout && abortableTimeout(timeout, () => late.abort());
  await pipeline.flush(true, late.signal);
  cancel?.();
}

/**
 * Settles when every trace that has open spans now has none left, or after the timeout. Spans around this call do not count: they cannot end while it is awaited.
 * @param {import('./tracer.js').Tracer} tracer @param {number} timeout
 */
async function untilEnded(tracer, timeout) {
  const end = performance.now() + timeout;
  const around = new Set();
  for (let state = activeState(tracer); state; state = state.parent) around.add(state);
  const open = () => [...tracer.openSpans].filter((state) => !state.isStandIn && !around.has(state));
  const traces = new Set(open().map(({ trace }) => trace));
  while (performance.now() < end && open().some(({ trace }) => traces.has(trace)))
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}
