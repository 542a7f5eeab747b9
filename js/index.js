// spanloom's public names. index.d.ts documents them.
import {
  annotateOn,
  apiOf,
  currentSpanOn,
  extractOn,
  flushOn,
  injectOn,
  shutdownOn,
  startSpanOn,
  statsOn,
  traceOn,
} from './api.js';
import { kindFunction } from './decorators/kind.js';
import { readTracerOptions } from './options/tracer-options.js';
import { Tracer } from './tracer/tracer.js';

export { ConfigurationError, DecoratorError } from './errors.js';
export { explain } from './explain.js';
export { consoleExporter } from './exporter/console.js';
export { memory } from './exporter/memory.js';
export { otlp } from './exporter/otlp.js';

/** @type {import('./decorators/wrap.js').Holder} */
const holder = { tracer: undefined };
// One by one, so that a bundler leaves out what a page does not use.
export const workflow = /* @__PURE__ */ kindFunction(holder, 'workflow');
export const agent = /* @__PURE__ */ kindFunction(holder, 'agent');
export const task = /* @__PURE__ */ kindFunction(holder, 'task');
export const tool = /* @__PURE__ */ kindFunction(holder, 'tool');
export const llm = /* @__PURE__ */ kindFunction(holder, 'llm');
export const retrieval = /* @__PURE__ */ kindFunction(holder, 'retrieval');
export const embedding = /* @__PURE__ */ kindFunction(holder, 'embedding');
export const trace = /* @__PURE__ */ traceOn(holder);
export const startSpan = /* @__PURE__ */ startSpanOn(holder);
export const currentSpan = /* @__PURE__ */ currentSpanOn(holder);
export const annotate = /* @__PURE__ */ annotateOn(holder);
export const inject = /* @__PURE__ */ injectOn(holder);
export const extract = /* @__PURE__ */ extractOn(holder);
export const flush = /* @__PURE__ */ flushOn(holder);
export const shutdown = /* @__PURE__ */ shutdownOn(holder);
export const stats = /* @__PURE__ */ statsOn(holder);

/** @param {import('./index.js').TracerOptions} [options] */
export function init(options = {}) {
  const settings = readTracerOptions('init()', options);
  holder.tracer?.shutdown();
  holder.tracer = new Tracer(settings);
  return apiOf(holder);
}

/** @param {import('./index.js').TracerOptions} [options] */
export function createTracer(options = {}) {
  return apiOf({ tracer: new Tracer(readTracerOptions('createTracer()', options)) });
}
