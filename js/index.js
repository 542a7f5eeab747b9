// spanloom's public names. index.d.ts documents them.
import { apiOf, bound } from './api.js';
import { realm } from './base/realm.js';
import { kindFunction } from './decorators/kind.js';
import { holder } from './default-holder.js';
import { readTracerOptions } from './options/tracer-options.js';
import { retire } from './tracer/retire.js';
import { Tracer } from './tracer/tracer.js';

export { ConfigurationError, DecoratorError } from './base/errors.js';
export { consoleExporter } from './exporters/console.js';
export { explain } from './exporters/explain.js';
export { memory } from './exporters/memory.js';
export { otlp } from './otlp/otlp.js';

// One by one, so that a bundler leaves out what a page does not use.
export const workflow = /* @__PURE__ */ kindFunction(holder, 'workflow');
export const agent = /* @__PURE__ */ kindFunction(holder, 'agent');
export const task = /* @__PURE__ */ kindFunction(holder, 'task');
export const tool = /* @__PURE__ */ kindFunction(holder, 'tool');
export const llm = /* @__PURE__ */ kindFunction(holder, 'llm');
export const retrieval = /* @__PURE__ */ kindFunction(holder, 'retrieval');
export const embedding = /* @__PURE__ */ kindFunction(holder, 'embedding');
export const trace = /* @__PURE__ */ bound(holder, 'trace');
export const startSpan = /* @__PURE__ */ bound(holder, 'startSpan');
export const currentSpan = /* @__PURE__ */ bound(holder, 'currentSpan');
export const annotate = /* @__PURE__ */ bound(holder, 'annotate');
export const inject = /* @__PURE__ */ bound(holder, 'inject');
export const extract = /* @__PURE__ */ bound(holder, 'extract');
export const flush = /* @__PURE__ */ bound(holder, 'flush');
export const clearStore = /* @__PURE__ */ bound(holder, 'clearStore');
export const shutdown = /* @__PURE__ */ bound(holder, 'shutdown');
export const stats = /* @__PURE__ */ bound(holder, 'stats');

/** @param {import('./index.js').TracerOptions} [options] */
export function init(options = {}) {
  const settings = readTracerOptions('init()', options);
  const before = holder.tracer;
  holder.tracer = new Tracer(settings, holder.owner);
  const api = apiOf(holder);
  if (before) retire(holder.retired, before);
  const shared = realm();
  holder.entry ??= { isOpen: () => holder.tracer?.isOpen ?? false, api };
  const { entry } = holder;
  if (!shared.tracers.includes(entry)) shared.tracers.push(entry);
  shared.tracers = shared.tracers.filter((other) => other === entry || other.isOpen());
  return api;
}

/** @param {import('./index.js').TracerOptions} [options] */
export function createTracer(options = {}) {
  const owner = { isDefault: false };
  return apiOf({ owner, tracer: new Tracer(readTracerOptions('createTracer()', options), owner) });
}
