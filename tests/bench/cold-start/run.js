// For programs that are started: one measurement in a fresh process, printed.
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { EMPTY, firstSpan, opener, startWasm } from './program.js';

const PACKAGE = new URL('node_modules/spanloom/', import.meta.url);

const MEASURE = {
  first: () => firstSpan(() => import('spanloom')),
  empty: () => startWasm(EMPTY),
  async core() {
    const { CoreSession } = await import(new URL('js/core/session.js', PACKAGE));
    const { readTracerOptions } = await import(new URL('js/options/tracer-options.js', PACKAGE));
    const bytes = await readFile(new URL('dist/spanloom.wasm', PACKAGE));
    return startWasm(bytes, opener(CoreSession, readTracerOptions));
  },
};

console.log(await MEASURE[process.argv[2]]());
