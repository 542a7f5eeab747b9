import { abortableTimeout } from '../base/abortable-timeout.js';
import { BOOLEAN, POSITIVE, pickOptions } from '../base/check.js';
import { activeState } from './active-span.js';

/** @typedef {import('../index.js').FlushOptions} FlushOptions */

const OPTIONS = { open: BOOLEAN, timeout: POSITIVE };
/** How long open spans are waited for where nobody says. */
const OPEN_MS = 10_000;
const LOOK_EVERY_MS = 20;

/**
 * Delivers what has ended, or begins to where time is up; with `open`, after a while in which what is open may end.
 * @param {import('./tracer.js').Tracer} tracer @param {FlushOptions} [options]
 */
export async function flush(tracer, options = {}) {
  const { pipeline, settings } = tracer;
  const { open, timeout } = pickOptions('flush()', options, OPTIONS, settings.onError);
  if (open) await untilEnded(tracer, timeout ?? OPEN_MS);
  if (!settings.enabled) return;
  const late = new AbortController();
  const cancel = timeout && abortableTimeout(timeout, () => late.abort());
  await pipeline.flush(true, late.signal);
  cancel?.();
}

/**
 * Settles when the traces that have open spans have none any more, or time is up. Whoever waits for this in a span cannot end it.
 * @param {import('./tracer.js').Tracer} tracer @param {number} timeout
 */
async function untilEnded(tracer, timeout) {
  const end = performance.now() + timeout;
  const around = new Set();
  for (let state = activeState(tracer); state; state = state.parent) around.add(state);
  const open = () => [...tracer.openSpans].filter((state) => !around.has(state));
  const traces = new Set(open().map(({ trace }) => trace));
  while (performance.now() < end && open().some(({ trace }) => traces.has(trace)))
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
