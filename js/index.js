// spanloom's public names. index.d.ts documents them.
import { apiOf } from './api.js';
import { readTracerOptions } from './options/tracer-options.js';
import { Tracer } from './tracer/tracer.js';

export { ConfigurationError, DecoratorError } from './errors.js';
export { consoleExporter } from './exporter/console.js';
export { memory } from './exporter/memory.js';
export { otlp } from './exporter/otlp.js';

/** @type {import('./decorators/wrap.js').Holder} */
const holder = { tracer: undefined };
const api = /* @__PURE__ */ apiOf(holder);

export const {
  workflow,
  agent,
  task,
  tool,
  llm,
  retrieval,
  embedding,
  trace,
  startSpan,
  currentSpan,
  annotate,
  flush,
  shutdown,
  stats,
} = api;

/** @param {import('./index.js').TracerOptions} [options] */
export function init(options = {}) {
  const settings = readTracerOptions('init()', options);
  holder.tracer?.shutdown();
  holder.tracer = new Tracer(settings);
  return api;
}

/** @param {import('./index.js').TracerOptions} [options] */
export function createTracer(options = {}) {
  return apiOf({ tracer: new Tracer(readTracerOptions('createTracer()', options)) });
}
