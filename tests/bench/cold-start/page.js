// For a page: the package is a chunk of its own, and its WebAssembly file is compiled while it comes in.
import { EMPTY, firstSpan, opener, startWasm } from './program.js';

globalThis.measure = {
  first: () => firstSpan(() => import('spanloom')),
  empty: () => startWasm(EMPTY),
  async core() {
    const { CoreSession } = await import('./node_modules/spanloom/js/core/session.js');
    const { readTracerOptions } = await import('./node_modules/spanloom/js/options/tracer-options.js');
    const response = await fetch('/dist/spanloom.wasm');
    return startWasm(await response.arrayBuffer(), opener(CoreSession, readTracerOptions));
  },
};
