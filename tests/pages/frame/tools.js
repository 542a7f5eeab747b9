// What a scenario works with: steps that are traced once there is a tracer, and as they are before and without it.
import { createTracer, memory } from 'spanloom';
import wasm from 'spanloom/spanloom.wasm';

/**
 * @typedef {Object} Tools
 * @property {<F extends (...args: any[]) => any>(name: string, fn: F) => F} wrap
 * @property {(name: string, fn: () => any) => any} trace
 * @property {(fields: object) => void} annotate
 * @property {(line: string) => void} log
 * @property {() => Promise<void>} settle when effects, promises and messages have come to rest
 * @property {() => Promise<void>} turn when what is asked for now has been done
 * @property {(isSo: () => boolean) => Promise<void>} until
 */

/** Turns of the event loop in which nothing is noticed, after which everything has come to rest. */
const QUIET_TURNS = 6;

/** Behind what waits for microtasks, for a message, as React's scheduler does, and for a timer. */
async function turn() {
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage('turn');
  });
  port1.close();
  await new Promise((resolve) => setTimeout(resolve));
}

/** @param {string[]} lines */
async function rest(lines) {
  let before;
  for (let quiet = 0; quiet < QUIET_TURNS; quiet = lines.length === before ? quiet + 1 : 0) {
    before = lines.length;
    await turn();
  }
}

/** @param {() => boolean} isSo */
async function until(isSo) {
  while (!isSo()) await turn();
}

/** @param {import('./journal.js').Journal} journal @returns {Tools} */
export function bareTools({ log, lines }) {
  return {
    log,
    turn,
    until,
    settle: () => rest(lines),
    wrap: (_name, fn) => fn,
    trace: (_name, fn) => fn(),
    annotate() {},
  };
}

/** @param {import('./journal.js').Journal} journal @param {object} options of the tracer */
export function tracedTools(journal, options) {
  const sink = memory();
  /** @type {string[]} */
  const errors = [];
  const onError = (/** @type {unknown} */ error) => errors.push(String(error));
  const tracer = createTracer({ ...options, wasm: new URL(wasm, import.meta.url), exporters: [sink], onError });
  /** @type {Tools} */
  const tools = {
    ...bareTools(journal),
    wrap: (name, fn) => tracer.task(fn, { name }),
    trace: tracer.trace,
    annotate: tracer.annotate,
  };
  const close = async () => {
    await tracer.flush({ open: true, timeout: 1000 });
    const { spans } = tracer.stats();
    const nameOf = new Map(sink.spans.map(({ spanId, name }) => [spanId, name]));
    await tracer.shutdown();
    return {
      errors,
      counts: spans,
      spans: sink.spans.map(({ name, input, links }) => ({
        name,
        input,
        links: links.map(({ spanId }) => nameOf.get(spanId)),
      })),
    };
  };
  return { tools, close };
}
