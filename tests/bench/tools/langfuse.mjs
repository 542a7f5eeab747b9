import { LangfuseSpanProcessor } from '@langfuse/otel';
import { observe } from '@langfuse/tracing';
import { register } from './otel.mjs';

const TYPES = { workflow: 'chain', retrieval: 'retriever', task: 'span', llm: 'generation', tool: 'tool' };

export async function start(url) {
  const processor = new LangfuseSpanProcessor({ publicKey: 'pk-lf-bench', secretKey: 'sk-lf-bench', baseUrl: url });
  register(processor);
  return {
    wrap: (kind, name, fn) => observe(fn, { name, asType: TYPES[kind] }),
    flush: () => processor.forceFlush(),
  };
}
