import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { startSdk } from './otel.mjs';

export const start = async (url) => startSdk(new OTLPTraceExporter({ url: `${url}/v1/traces` }));
