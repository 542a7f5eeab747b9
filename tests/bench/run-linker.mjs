// `run-linker.mjs <rounds> <traces> <file>`: milliseconds of processor time of each round in Wasm, by workload, then memory over many traces. Writes each
// workload to <file>-<name>, for the native half.
import { writeFileSync } from 'node:fs';
import { createLinker } from '../../js/linker/index.js';
import { agentWorkload, ragWorkload, recordedWorkload, traceIdsIn } from './linker-requests.mjs';

const [, , rounds, traces, file] = process.argv;
const recorded = await recordedWorkload();
const WORKLOADS = {
  rag: ragWorkload(1000),
  'agent, 5 turns': agentWorkload(60, 5),
  'agent, 20 turns': agentWorkload(20, 20),
  'agent, 60 turns': agentWorkload(5, 60),
  ...(recorded && { "linkbench's agents": recorded }),
};
const WARM_UP = 2;

/** @param {import('./linker-requests.mjs').Workload} workload */
async function linkAll({ requests, spans }) {
  const linker = await createLinker();
  const start = process.cpuUsage();
  for (const request of requests) {
    linker.add(request);
    while (linker.take({ done: true, maxBytes: 1e9 })) {}
  }
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1e3;
  const { takenSpans, takenLinks } = linker.stats();
  linker.delete();
  if (takenSpans !== spans) throw new Error(`${takenSpans} of ${spans} spans came out`);
  return { ms, links: takenLinks };
}

/** Sends the same spans as ever new traces. @param {number} count of traces @returns {Promise<{ spans: number, early: number, late: number }>} memory after a tenth and at the end, in bytes */
async function memoryOver(count) {
  const { requests } = ragWorkload(1000);
  const linker = await createLinker();
  const places = requests.map(traceIdsIn);
  let sent = 0;
  let early = 0;
  while (sent < count) {
    for (const [i, request] of requests.entries()) {
      const numbers = new Map();
      for (const { at, id } of places[i]) {
        if (!numbers.has(id)) numbers.set(id, ++sent);
        new DataView(request.buffer, request.byteOffset).setUint32(at + 4, numbers.get(id));
      }
      linker.add(request);
      linker.take({ done: true });
      if (early === 0 && sent >= count / 10) early = linker.stats().memoryBytes;
    }
  }
  const { memoryBytes, takenSpans } = linker.stats();
  linker.delete();
  return { spans: takenSpans, early, late: memoryBytes };
}

const result = { workloads: {}, memory: undefined };
for (const [name, workload] of Object.entries(WORKLOADS)) {
  const { requests, ...sizes } = workload;
  const path = `${file}-${Object.keys(result.workloads).length}`;
  const length = (request) => Buffer.from(Uint32Array.of(request.length).buffer);
  writeFileSync(path, Buffer.concat(requests.flatMap((request) => [length(request), request])));
  result.workloads[name] = { ...sizes, path, times: [], links: 0 };
}
for (let round = -WARM_UP; round < Number(rounds); round++) {
  for (const [name, workload] of Object.entries(WORKLOADS)) {
    const { ms, links } = await linkAll(workload);
    result.workloads[name].links = links;
    if (round >= 0) result.workloads[name].times.push(ms);
  }
}
result.memory = await memoryOver(Number(traces));
process.send(result);
process.disconnect();
