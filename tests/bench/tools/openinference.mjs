import { withSpan } from '@arizeai/openinference-core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { register } from './otel.mjs';

const KINDS = { workflow: 'CHAIN', retrieval: 'RETRIEVER', task: 'CHAIN', llm: 'LLM', tool: 'TOOL' };

export async function start(url) {
  const exporter = new OTLPTraceExporter({ url: `${url}/v1/traces` });
  const provider = register(new BatchSpanProcessor(exporter));
  return {
    wrap: (kind, name, fn) => withSpan(fn, { name, kind: KINDS[kind] }),
    flush: () => provider.forceFlush(),
  };
}
