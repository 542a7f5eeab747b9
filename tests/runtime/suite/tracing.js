// What the features share: a tracer that keeps its spans, and checks that need no test framework.
import { createTracer, memory } from 'spanloom';

/** @typedef {import('spanloom').FinishedSpan} FinishedSpan */
/** @typedef {() => Promise<WebAssembly.Module>} Compile */
/** @typedef {{ receiver: string, wasm: Compile, linkerWasm: Compile }} Environment where the receiver listens, and how the modules come */
/** @typedef {(environment: Environment) => Promise<string | void>} Feature throws when it does not work; says how it does, unless just `yes` */

/** @param {import('spanloom').TracerOptions} [options] */
export function recording(options) {
  const sink = memory();
  /** @type {unknown[]} */
  const errors = [];
  const tracer = createTracer({
    onError: (error) => errors.push(error),
    ...options,
    exporters: [sink, ...(options?.exporters ?? [])],
  });
  const spans = async () => {
    await tracer.flush();
    if (errors.length > 0) throw errors[0];
    return sink.spans;
  };
  return { tracer, spans };
}

/** @param {FinishedSpan[]} spans @param {string} name */
export function named(spans, name) {
  const found = spans.filter((span) => span.name === name);
  equal(found.length, 1, `spans named ${name} among ${spans.map((span) => span.name)}`);
  return found[0];
}

/** @param {unknown} actual @param {unknown} expected @param {string} [what] */
export function equal(actual, expected, what = 'values') {
  const [a, b] = [actual, expected].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${what}: ${a} instead of ${b}`);
}

/** @param {number} ms */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
