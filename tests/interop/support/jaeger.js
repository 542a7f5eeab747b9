// Jaeger, with its store in memory.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peer } from '../../../scripts/lib/peers.mjs';
import { eventually } from './eventually.js';
import { spansOf } from './otlp-json.js';
import { startProgram } from './program.js';

/** Such as that the parent is not in the trace. */
const WARNINGS = '@jaeger@warnings';
const ANY_PORT = { endpoint: '127.0.0.1:0' };

/** @param {Pick<import('node:test').TestContext, 'after'>} t ends it */
export async function startJaeger(t) {
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-jaeger-'));
  const config = join(folder, 'config.yaml');
  const settings = {
    service: {
      extensions: ['jaeger_storage', 'jaeger_query'],
      telemetry: { metrics: { level: 'none' } },
      pipelines: { traces: { receivers: ['otlp'], exporters: ['jaeger_storage_exporter'] } },
    },
    extensions: {
      jaeger_storage: { backends: { memory: { memory: { max_traces: 10_000 } } } },
      jaeger_query: { storage: { traces: 'memory' }, grpc: ANY_PORT, http: ANY_PORT },
    },
    receivers: { otlp: { protocols: { http: ANY_PORT } } },
    exporters: { jaeger_storage_exporter: { trace_storage: 'memory' } },
  };
  writeFileSync(config, JSON.stringify(settings)); // JSON is YAML
  const [otlp, query] = await startProgram(
    t,
    peer('jaeger'),
    ['--config', config],
    [/HTTP server.*"endpoint": ?"([^"]+)"/, /"http_addr": ?"([^"]+)"/],
  );
  t.after(() => rmSync(folder, { recursive: true, force: true }));

  const read = (/** @type {string} */ path) => async () => {
    const response = await fetch(`http://${query}${path}`);
    return /** @type {any} */ (response.ok ? await response.json() : {});
  };
  return {
    /** Of its OTLP receiver. */
    endpoint: `http://${otlp}`,
    /** A trace as OTLP's JSON, once it has so many spans. @param {string} traceId @param {number} count */
    async trace(traceId, count) {
      const isWhole = (/** @type {any} */ { result = {} }) => spansOf(result).length >= count;
      const { result } = await eventually(read(`/api/v3/traces/${traceId}`), isWhole, `${count} spans in Jaeger`);
      for (const span of spansOf(result)) undo(span);
      return result;
    },
    /** The names of the services. */
    services: () => read('/api/v3/services')(),
  };
}

/** Undoes what Jaeger changes: it warns in an attribute, and a span that took no time has taken a nanosecond. @param {any} span */
function undo(span) {
  span.attributes = span.attributes?.filter((/** @type {any} */ { key }) => key !== WARNINGS);
  if (BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano) === 1n)
    span.endTimeUnixNano = span.startTimeUnixNano;
}
