// The linker: spans per second in WebAssembly and natively, histories of agents, and memory over many traces.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { must } from '../../scripts/lib/run.mjs';
import { measured } from './child.mjs';
import { median } from './statistics.mjs';

const SPANS_PER_SECOND = 40_000;
const NATIVE = 1.3;
/** What memory may grow by, once a tenth of the traces was linked. */
const FLAT = 1.05;
const { LINKER_TRACES = '20000' } = process.env;

/** @param {{ rounds: number, say: (text: string) => void }} options */
export async function measure({ rounds, say }) {
  say('building the native linker');
  await must('cmake', ['--preset', 'bench']);
  await must('cmake', ['--build', 'build/bench', '-j', '2', '--target', 'spanloom_linker_bench']);
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-linker-'));
  try {
    say('linker');
    const { workloads, memory } = await measured('run-linker.mjs', [rounds, LINKER_TRACES, join(folder, 'requests')]);
    const rows = [];
    for (const [name, { times, path, ...workload }] of Object.entries(workloads)) {
      const ms = median(times);
      const native = median(await nativeTimes(path, rounds, workload.spans));
      rows.push({
        name,
        ...workload,
        spansPerSecond: (workload.spans / ms) * 1e3,
        newBytesPerSecond: (workload.newBytes / ms) * 1e3,
        ms,
        native,
      });
    }
    return { rows, memory, bars: barsOf(rows, memory) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} path @param {number} rounds @param {number} spans @returns {Promise<number[]>} milliseconds */
async function nativeTimes(path, rounds, spans) {
  const output = await must(join(root, 'build/bench/tests/cpp/bench/spanloom_linker_bench'), [path, `${rounds}`]);
  return output
    .trim()
    .split('\n')
    .map((line) => {
      const [taken, ms] = line.split(' ').map(Number);
      if (taken !== spans) throw new Error(`${taken} of ${spans} spans came out of the native linker`);
      return ms;
    });
}

/** @param {any[]} rows @param {{ spans: number, early: number, late: number }} memory */
function barsOf(rows, { spans, early, late }) {
  const [rag, ...agents] = rows;
  return [
    { what: 'spans/s in WebAssembly, 1 kB of content each', value: rag.spansPerSecond, atLeast: SPANS_PER_SECOND },
    ...agents.map(({ name, newBytesPerSecond }) => ({
      what: `new bytes/s, ${name} / rag`,
      value: newBytesPerSecond / rag.newBytesPerSecond,
      atLeast: 1,
    })),
    { what: 'native / WebAssembly, all workloads', value: sum(rows, 'ms') / sum(rows, 'native'), atLeast: NATIVE },
    {
      what: `memory after ${spans.toLocaleString('en')} spans / after a tenth of them`,
      value: late / early,
      atMost: FLAT,
    },
  ];
}

const sum = (/** @type {any[]} */ rows, /** @type {string} */ field) =>
  rows.reduce((total, row) => total + row[field], 0);

const whole = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');

export const table = {
  title: 'Linker: requests in protobuf in, requests with links out; one core',
  columns: [
    ['', ({ name }) => name],
    ['spans/s', ({ spansPerSecond }) => whole(spansPerSecond)],
    ['MB/s of new content', ({ newBytesPerSecond }) => (newBytesPerSecond / 1e6).toFixed(1)],
    ['bytes per span', ({ contentBytes, spans }) => whole(contentBytes / spans)],
    ['of them new', ({ newBytes, spans }) => whole(newBytes / spans)],
    ['links per span', ({ links, spans }) => (links / spans).toFixed(2)],
    ['native, times as fast', ({ ms, native }) => (ms / native).toFixed(2)],
  ],
};
