// Size: what a page has to load, after gzip.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const BAR = 30_000;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
const SDK = "export { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';";
const EXPORTER = "export { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';";

/** The least that wraps a function and exports. Of spanloom, all there is. */
const PROGRAMS = [
  { label: 'spanloom', program: "export * from 'spanloom';", folder: ROOT, wasm: 'dist/spanloom.wasm' },
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
  const bundle = await bundled(program, folder);
  if (!bundle) return { label };
  const parts = { js: gzipped(bundle), wasm: wasm ? gzipped(readFileSync(ROOT + wasm)) : 0 };
  return { label, minified: bundle.length, ...parts, total: parts.js + parts.wasm };
}

/** @returns {Promise<Uint8Array | undefined>} undefined when there is no way to bundle it for a browser */
async function bundled(contents, resolveDir) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    logLevel: 'silent',
  }).catch(() => ({ outputFiles: [] }));
  return outputFiles[0]?.contents;
}

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
