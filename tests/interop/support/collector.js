// The OpenTelemetry Collector: it decodes requests with its own code, and writes them to a file as OTLP's JSON.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peer } from '../../../scripts/lib/peers.mjs';
import { eventually } from './eventually.js';
import { spansOf } from './otlp-json.js';
import { startProgram } from './program.js';

/**
 * Starts a Collector.
 * @param {Pick<import('node:test').TestContext, 'after'>} t ends it
 * @param {string} [next] the OTLP address of a receiver that gets the same spans
 */
export async function startCollector(t, next) {
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-collector-'));
  const file = join(folder, 'spans.jsonl');
  const config = join(folder, 'config.yaml');
  const exporters = {
    file: { path: file, flush_interval: '50ms' },
    ...(next && { otlp_http: { endpoint: next, encoding: 'proto' } }),
  };
  const http = { endpoint: '127.0.0.1:0', cors: { allowed_origins: ['http://*'], allowed_headers: ['*'] } };
  const settings = {
    receivers: { otlp: { protocols: { http } } },
    exporters,
    service: {
      telemetry: { metrics: { level: 'none' } },
      pipelines: { traces: { receivers: ['otlp'], exporters: Object.keys(exporters) } },
    },
  };
  writeFileSync(config, JSON.stringify(settings)); // JSON is YAML
  const [address] = await startProgram(
    t,
    peer('collector'),
    ['--config', config],
    [/HTTP server.*"endpoint": "([^"]+)"/],
  );
  t.after(() => rmSync(folder, { recursive: true, force: true }));

  const read = async () => {
    const lines = (await readFile(file, 'utf8')).split('\n');
    return lines.slice(0, -1).map((line) => JSON.parse(line)); // the last one may be incomplete
  };
  return {
    url: `http://${address}/v1/traces`,
    /** All requests, once they hold so many spans. @param {number} count */
    requests: (count) =>
      eventually(
        read,
        (requests) => requests.flatMap(spansOf).length >= count,
        `${count} spans in the Collector's file`,
      ),
  };
}
