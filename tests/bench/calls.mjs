// What each tool costs the program that it traces: time in the caller's way, and CPU time in all.
import { answer, measured, start } from './child.mjs';
import { median } from './statistics.mjs';
import { versionOf } from './versions.mjs';
import { QUEUED_SPANS } from './workload.mjs';

const BARE = 'bare';
const OURS = 'spanloom';
const TOOLS = {
  bare: { label: 'no tool' },
  spanloom: { label: 'spanloom (protobuf)', own: true },
  'spanloom-json': { label: 'spanloom (JSON)', own: true },
  'otel-proto': { label: 'OpenTelemetry SDK (protobuf)', package: '@opentelemetry/exporter-trace-otlp-proto' },
  'otel-json': { label: 'OpenTelemetry SDK (JSON)', package: '@opentelemetry/exporter-trace-otlp-http' },
  langfuse: { label: 'Langfuse', package: '@langfuse/otel' },
  openinference: { label: 'OpenInference', package: '@arizeai/openinference-core' },
  traceloop: { label: 'Traceloop', package: '@traceloop/node-server-sdk' },
};
const CALL_BAR = 0.3;
const CPU_BAR = 0.5;

/** @param {{ rounds: number, say: (text: string) => void }} options */
export async function measure({ rounds, say }) {
  const names = Object.keys(TOOLS);
  const runs = new Map(names.map((name) => [name, []]));
  const receiver = start('receiver.mjs');
  const url = await answer(receiver);
  for (let round = 1; round <= rounds; round++) {
    say(`calls: round ${round} of ${rounds}`);
    for (const name of names) {
      const run = `${name}-${round}`;
      const cost = await measured('run-tool.mjs', [name, `${url}/${run}`], {
        OTEL_BSP_MAX_QUEUE_SIZE: String(QUEUED_SPANS),
      });
      receiver.send(run);
      runs.get(name).push({ cost, arrived: await answer(receiver) });
    }
  }
  receiver.disconnect();
  const bare = medians(runs.get(BARE));
  const rows = names.map((name) => row(name, runs.get(name), bare));
  return { rows, bars: bars(rows) };
}

const medians = (runs) =>
  Object.fromEntries(['call', 'callMean', 'cpu'].map((key) => [key, median(runs.map(({ cost }) => cost[key]))]));

/** Microseconds per call and per span, without what the program costs by itself. */
function row(name, runs, bare) {
  const { label, package: packageName } = TOOLS[name];
  const own = medians(runs);
  const sum = (pick) => runs.reduce((total, run) => total + pick(run), 0);
  const spans = sum(({ arrived }) => arrived.spans);
  return {
    name,
    label,
    version: packageName && versionOf(packageName),
    call: name === BARE ? own.call : own.call - bare.call,
    callMean: name === BARE ? own.callMean : own.callMean - bare.callMean,
    cpu: name === BARE ? own.cpu : own.cpu - bare.cpu,
    cpuRange: [Math.min, Math.max].map(
      (pick) => pick(...runs.map(({ cost }) => cost.cpu)) - (name === BARE ? 0 : bare.cpu),
    ),
    lost: name === BARE ? 0 : sum(({ cost }) => cost.spans) - spans,
    withoutContent: spans - sum(({ arrived }) => arrived.withContent),
    contentBytes: spans && sum(({ arrived }) => arrived.contentBytes) / spans,
    bodyBytes: spans && sum(({ arrived }) => arrived.bodyBytes) / spans,
    links: spans && sum(({ arrived }) => arrived.links) / spans,
  };
}

function bars(rows) {
  const ours = rows.find(({ name }) => name === OURS);
  const peers = rows.filter(({ name }) => name !== BARE && !TOOLS[name].own);
  const bar = (what, key, limit) => {
    const fastest = peers.reduce((best, peer) => (peer[key] < best[key] ? peer : best));
    return {
      what: `${what} / ${fastest.label}'s, the least of the others`,
      value: ours[key] / fastest[key],
      atMost: limit,
    };
  };
  return [bar('time added to a call', 'call', CALL_BAR), bar('CPU time per span', 'cpu', CPU_BAR)];
}

export const table = {
  title:
    'Calls: microseconds added to the program, 6 spans per request, 10 requests in flight, sent to a receiver on loopback',
  columns: [
    ['tool', ({ label, version }) => (version ? `${label} ${version}` : label)],
    ['call, median', ({ call }) => call.toFixed(2)],
    ['call, mean', ({ callMean }) => callMean.toFixed(2)],
    ['CPU per span', ({ cpu }) => cpu.toFixed(1)],
    ['lowest-highest', ({ cpuRange }) => cpuRange.map((cpu) => cpu.toFixed(1)).join('-')],
    ['content B', ({ contentBytes }) => contentBytes.toFixed(0)],
    ['sent B', ({ bodyBytes }) => bodyBytes.toFixed(0)],
    ['links', ({ links }) => links.toFixed(2)],
    [
      'spans',
      ({ lost, withoutContent }) =>
        [lost && `LOST ${lost}`, withoutContent && `${withoutContent} BARE OF CONTENT`].filter(Boolean).join(', ') ||
        'all',
    ],
  ],
};
