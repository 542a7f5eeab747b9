// Encoding: from ended spans to the bytes of a request, against OpenTelemetry's transformer.
import { measured } from './child.mjs';
import { versionOf } from './versions.mjs';

const BAR = 5;
const PEERS = { 'otel-protobuf': 'otlp-protobuf', 'otel-json': 'otlp-json' };

/** @param {{ say: (text: string) => void }} options */
export async function measure({ say }) {
  say('encode');
  const results = await measured('run-encode.mjs');
  const rows = results.map(({ name, micros, bytes }) => ({ name, spansPerSecond: 1e6 / micros.all, micros, bytes }));
  const rate = (name) => rows.find((row) => row.name === name).spansPerSecond;
  const bars = Object.entries(PEERS).map(([peer, own]) => ({
    what: `${own}: spans/s / @opentelemetry/otlp-transformer ${versionOf('@opentelemetry/otlp-transformer')}`,
    value: rate(own) / rate(peer),
    atLeast: BAR,
  }));
  return { rows, bars };
}

export const table = {
  title: 'Encoding: a batch of ended spans of the same app into one request',
  columns: [
    ['encoder', ({ name }) => name],
    ['spans/s', ({ spansPerSecond }) => Math.round(spansPerSecond).toLocaleString('en')],
    ['us per span', ({ micros }) => micros.all.toFixed(2)],
    ['of it drain', ({ micros }) => micros.drain.toFixed(2)],
    ['of it encode', ({ micros }) => (micros.drain ? micros.encode : micros.all).toFixed(2)],
    ['bytes per span', ({ bytes }) => bytes.toFixed(0)],
  ],
};
