// For workerd: the module comes compiled, and all else was loaded before the first request.
import { createTracer } from 'spanloom';
import empty from './empty.wasm';
import { CoreSession } from './node_modules/spanloom/js/core/session.js';
import { readTracerOptions } from './node_modules/spanloom/js/options/tracer-options.js';
import { firstSpan, opener, startWasm } from './program.js';
import compiled from './spanloom.wasm';

const MEASURE = {
  first: () => firstSpan(async () => ({ createTracer })),
  empty: () => startWasm(empty),
  core: () => startWasm(compiled, opener(CoreSession, readTracerOptions)),
};

export default {
  fetch: async ({ url }) => Response.json(await MEASURE[new URL(url).pathname.slice(1)]()),
};
