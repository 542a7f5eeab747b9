// Size: what a page has to load, after gzip.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { pageBundle } from './page-bundle.mjs';

const BAR = 30_000;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
const SDK = "export { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';";
const EXPORTER = "export { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';";

/** The least that wraps a function and exports. Of spanloom, all there is. */
const PROGRAMS = [
  { label: 'spanloom', program: "export * from 'spanloom';", folder: ROOT, wasm: 'dist/spanloom.wasm' },
  {
    label: 'spanloom, links by identity',
    program: "export * from 'spanloom';",
    folder: ROOT,
    wasm: 'dist/spanloom-identity.wasm',
  },
  { label: 'OpenTelemetry SDK', program: SDK + EXPORTER },
  { label: 'OpenInference', program: `export { withSpan } from '@arizeai/openinference-core';${SDK}${EXPORTER}` },
  {
    label: 'Langfuse',
    program: `export { observe } from '@langfuse/tracing';export { LangfuseSpanProcessor } from '@langfuse/otel';${SDK}`,
  },
  { label: 'Traceloop', program: "export { initialize, withTask } from '@traceloop/node-server-sdk';" },
];

/** @param {{ say: (text: string) => void }} options */
export async function measure({ say }) {
  say('size');
  const rows = await Promise.all(PROGRAMS.map(row));
  if (!rows[0].total) throw new Error('spanloom itself does not bundle');
  return { rows, bars: [{ what: 'bytes that a page loads, gzip', value: rows[0].total, atMost: BAR }] };
}

async function row({ label, program, folder = HERE, wasm }) {
  // Some of the others cannot be bundled for a page at all.
  const files = await pageBundle(program, folder).catch(() => undefined);
  if (!files) return { label };
  const parts = { js: sum(files.map(gzipped)), wasm: wasm ? gzipped(readFileSync(ROOT + wasm)) : 0 };
  return { label, minified: sum(files.map(({ length }) => length)), ...parts, total: parts.js + parts.wasm };
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

export const table = {
  title: 'Size: bundled for a browser, minified; bytes after gzip -9',
  columns: [
    ['library', ({ label }) => label],
    ['JavaScript', ({ js }) => js ?? 'does not bundle'],
    ['Wasm', ({ wasm }) => wasm || ''],
    ['all', ({ total }) => total ?? ''],
  ],
};
