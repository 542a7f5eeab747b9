// The entry for Node: by `import`, and by `require` as the single script built from this file. Bundlers use index.js, as this file cannot be tree-shaken.
import * as own from './index.js';
import { shared } from './one-package.js';

export const {
  ConfigurationError,
  DecoratorError,
  agent,
  annotate,
  clearStore,
  consoleExporter,
  createTracer,
  currentSpan,
  datadog,
  embedding,
  explain,
  extract,
  flush,
  init,
  inject,
  llm,
  memory,
  otlp,
  retrieval,
  shutdown,
  startSpan,
  stats,
  task,
  tool,
  trace,
  withAttributes,
  workflow,
} = shared(own, import.meta.url);
