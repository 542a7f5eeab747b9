// Reading finished spans in tests.
import { createTracer, memory } from '../../../js/index.js';

/** @typedef {import('../../../js/index.js').FinishedSpan} FinishedSpan */

/**
 * A tracer that keeps its spans, and fails the test on any error of its own, except that it tells what is left open.
 * @param {import('../../../js/index.js').TracerOptions} [options]
 */
export function recording(options = {}) {
  const exporter = memory();
  /** @type {unknown[]} */
  const errors = [];
  const onError = (/** @type {any} */ error) => /still open/.test(error.message) || errors.push(error);
  const tracer = createTracer({ onError, ...options, exporters: [exporter, ...(options.exporters ?? [])] });
  const finish = async () => {
    await tracer.shutdown();
    if (errors.length > 0) throw errors[0];
    return exporter.spans;
  };
  return { tracer, finish, errors };
}

/** The links of a span as `name.side -> side`, in order. @param {FinishedSpan} span @param {FinishedSpan[]} spans */
export function linksOf({ traceId, links }, spans) {
  return links.map((link) => {
    const earlier = spans.find(({ spanId }) => spanId === link.spanId);
    if (earlier?.traceId !== link.traceId || link.traceId !== traceId) throw new Error('a link leaves its trace');
    return `${earlier.name}.${link.attributes.from} -> ${link.attributes.to}`;
  });
}

/** @param {FinishedSpan[]} spans @param {string} name */
export const named = (spans, name) => {
  const found = spans.filter((span) => span.name === name);
  if (found.length !== 1) throw new Error(`${found.length} spans are named ${name}`);
  return found[0];
};
