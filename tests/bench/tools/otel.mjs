// OpenTelemetry's SDK as it is set up by hand, and the wrapper that a user writes for it.
import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

/** @param {import('@opentelemetry/sdk-trace-base').SpanProcessor} processor registered globally, as these tools expect it */
export function register(processor) {
  const provider = new BasicTracerProvider({ spanProcessors: [processor] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return provider;
}

/** @param {import('@opentelemetry/sdk-trace-base').SpanExporter} exporter */
export function startSdk(exporter) {
  const provider = register(new BatchSpanProcessor(exporter));
  const tracer = trace.getTracer('bench');
  const wrap =
    (_kind, name, fn) =>
    (...args) =>
      tracer.startActiveSpan(name, (span) => traced(span, fn, args));
  return { wrap, flush: () => provider.forceFlush() };
}

function traced(span, fn, args) {
  span.setAttribute('input.value', JSON.stringify(args));
  try {
    const result = fn(...args);
    if (typeof result?.then !== 'function') return finish(span, result);
    return result.then(
      (value) => finish(span, value),
      (error) => fail(span, error),
    );
  } catch (error) {
    return fail(span, error);
  }
}

function finish(span, result) {
  span.setAttribute('output.value', JSON.stringify(result));
  span.end();
  return result;
}

function fail(span, error) {
  span.recordException(error);
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
  throw error;
}
