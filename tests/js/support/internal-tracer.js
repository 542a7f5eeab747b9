// A tracer with its internals, which the public one hides.
import { apiOf } from '../../../js/api.js';
import { memory } from '../../../js/index.js';
import { readTracerOptions } from '../../../js/options/tracer-options.js';
import { Tracer } from '../../../js/tracer/tracer.js';

/** @param {import('../../../js/index.js').TracerOptions} [options] */
export function internalTracer(options = {}) {
  const exporter = memory();
  /** @type {any[]} */
  const errors = [];
  const onError = (/** @type {unknown} */ error) => errors.push(error);
  const given = { onError, ...options, exporters: [exporter, ...(options.exporters ?? [])] };
  const owner = { isDefault: false };
  const tracer = new Tracer(readTracerOptions('createTracer()', given), owner);
  return { tracer, api: apiOf({ owner, tracer }), exporter, errors };
}
