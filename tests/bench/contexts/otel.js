import { createContextKey, ROOT_CONTEXT } from '@opentelemetry/api';
import { tracerOver } from './over.js';

const KEY = createContextKey('span');

/** @param {import('@opentelemetry/api').ContextManager} manager */
export function tracerOverOtel(manager) {
  manager.enable();
  return tracerOver({
    get: () => manager.active().getValue(KEY),
    run: (store, fn) => manager.with(ROOT_CONTEXT.setValue(KEY, store), fn),
  });
}
