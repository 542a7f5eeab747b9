// Which folders a folder may import: anything else, and any cycle, fails tests/house/arrows.test.js. A folder stands below those that it imports.

/** JavaScript, lowest first. Folders of `js`, `.` being `js` itself. @type {Record<string, string[]>} */
export const JS = {
  base: [],
  reading: ['base'],
  capture: ['reading'],
  'log/records': [],
  log: ['log/records', 'capture', 'reading'],
  identity: ['log', 'log/records', 'capture', 'reading'],
  providers: ['capture', 'reading'],
  results: ['providers', 'capture', 'reading'],
  context: ['results', 'reading', 'base'],
  failures: ['providers', 'capture', 'reading'],
  batch: [],
  page: ['batch', 'base'],
  delivery: ['page', 'batch', 'base'],
  otlp: ['delivery', 'page', 'batch', 'base'],
  exporters: ['delivery', 'base'],
  wasm: [],
  'core/plain': ['log', 'log/records'],
  core: ['wasm', 'core/plain'],
  options: ['exporters', 'failures', 'wasm', 'base'],
  pipeline: ['core', 'delivery', 'page', 'batch', 'reading', 'base'],
  tracer: [
    ...['pipeline', 'context', 'failures', 'providers', 'identity'],
    ...['log', 'log/records', 'capture', 'reading', 'base'],
  ],
  wrapping: ['tracer', 'pipeline', 'results', 'providers', 'reading', 'base'],
  decorators: ['wrapping', 'options', 'base'],
  manual: ['wrapping', 'tracer', 'options', 'reading', 'base'],
  propagate: ['tracer', 'context', 'reading', 'base'],
  plugin: ['context', 'base'],
  'linker/wasm': ['wasm'],
  linker: ['linker/wasm', 'wasm', 'base'],
  '.': ['propagate', 'manual', 'decorators', 'tracer', 'options', 'otlp', 'exporters', 'page', 'base'],
};

/** C++, lowest first. Folders of `src`, `.` being `src` itself. @type {Record<string, string[]>} */
export const CPP = {
  base: [],
  text: ['base'],
  structure: ['text', 'base'],
  log: ['base'],
  links: ['log', 'text', 'base'],
  policy: ['links', 'log', 'structure', 'text', 'base'],
  spans: ['links', 'log', 'base'],
  encode: ['spans', 'log', 'base'],
  otlp: ['encode', 'structure', 'base'],
  conventions: ['encode', 'links', 'otlp', 'structure', 'log', 'base'],
  engine: ['conventions', 'otlp', 'encode', 'spans', 'policy', 'links', 'structure', 'log', 'text', 'base'],
  '.': ['encode', 'spans', 'policy', 'links', 'log', 'base'],
  wasm: ['.', 'engine', 'base'],
};
