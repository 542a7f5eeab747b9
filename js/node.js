// What Node gets by `import`, and by `require` as the one script that is built of this file. Bundlers take index.js, as of this nothing can be left out.
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
  workflow,
} = shared(own, import.meta.url);
