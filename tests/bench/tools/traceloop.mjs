import * as traceloop from '@traceloop/node-server-sdk';

// It has no wrapper of its own for retrieval and model calls.
const RUN = {
  workflow: traceloop.withWorkflow,
  retrieval: traceloop.withTask,
  task: traceloop.withTask,
  llm: traceloop.withTask,
  tool: traceloop.withTool,
};

export async function start(url) {
  process.env.TRACELOOP_TELEMETRY = 'false';
  traceloop.initialize({
    appName: 'bench',
    apiKey: 'bench',
    baseUrl: url,
    instrumentModules: {},
    traceloopSyncEnabled: false,
    silenceInitializationMessage: true,
  });
  return {
    wrap: (kind, name, fn) => {
      const run = RUN[kind];
      return (...args) => run({ name }, fn, ...args);
    },
    flush: () => traceloop.forceFlush(),
  };
}
