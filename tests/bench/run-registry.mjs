// `run-registry.mjs times <objects>`: nanoseconds per object of both registries and of identity itself.
// `run-registry.mjs bytes <objects> <core | plain | identity>`: bytes per object; memory only ever grows, so each in a fresh process.
import { loadCore } from '../../js/core/load.js';
import { objectId } from '../../js/identity/object-ids.js';
import { CoreRegistry, PlainRegistry } from './registries.mjs';
import { median } from './statistics.mjs';

const [, , mode, size, which] = process.argv;
const objects = Number(size);
const core = await loadCore();
const registries = { core: () => new CoreRegistry(core), plain: () => new PlainRegistry() };
const lists = () => ({ produce: [], sequential: [], random: [] });
const medians = (cost) => Object.fromEntries(Object.entries(cost).map(([key, values]) => [key, median(values)]));

process.send(mode === 'times' ? times() : bytes());
process.disconnect();

function times() {
  const rounds = Math.max(7, Math.ceil(200_000 / objects));
  const warmUp = Math.ceil(rounds / 3);
  const inOrder = Array.from({ length: objects }, (_, i) => i + 1);
  const shuffled = shuffle([...inOrder]);
  const results = { core: lists(), plain: lists(), identity: lists() };
  for (let round = -warmUp; round < rounds; round++) {
    for (const [name, create] of Object.entries(registries)) {
      for (const [order, ids] of Object.entries({ sequential: inOrder, random: shuffled })) {
        globalThis.gc();
        const registry = create();
        const produce = nanoseconds(() => registry.produce(inOrder));
        const consume = nanoseconds(() => registry.consume(ids));
        registry.dispose();
        if (round < 0) continue;
        results[name].produce.push(produce);
        results[name][order].push(consume);
      }
    }
    const cost = identity();
    if (round >= 0) for (const [key, value] of Object.entries(cost)) results.identity[key].push(value);
  }
  return Object.fromEntries(Object.entries(results).map(([name, cost]) => [name, medians(cost)]));
}

/** The WeakMap: a new object gets its id, then is met again. */
function identity() {
  const list = Array.from({ length: objects }, (_, value) => ({ value }));
  const mixed = shuffle([...list]);
  globalThis.gc();
  return {
    produce: nanoseconds(() => meet(list)),
    sequential: nanoseconds(() => meet(list)),
    random: nanoseconds(() => meet(mixed)),
  };
}

function meet(list) {
  for (let i = 0; i < list.length; i++) objectId(list[i]);
}

/** Memory that a million objects take, in traces of this many. */
function bytes() {
  const traces = Math.max(1, Math.round(1e6 / objects));
  const total = traces * objects;
  if (which === 'identity') {
    const list = Array.from({ length: total }, (_, value) => ({ value }));
    return grown(() => meet(list), list) / total;
  }
  const ids = Array.from({ length: traces }, (_, t) => Array.from({ length: objects }, (_, i) => t * objects + i + 1));
  const kept = which === 'core' ? [registries.core()] : ids.map(registries.plain);
  const produce = () => {
    for (const [t, list] of ids.entries()) (kept[t] ?? kept[0]).produce(list);
  };
  return grown(produce, kept) / total;
}

/** Growth of the heap, or of the core's memory. `kept` has to outlive the measurement. */
function grown(act, kept) {
  const used = () => {
    globalThis.gc();
    return which === 'core' ? core.memory.buffer.byteLength : process.memoryUsage().heapUsed;
  };
  const before = used();
  act();
  const after = used();
  return kept.length > 0 ? after - before : Number.NaN;
}

function nanoseconds(act) {
  const start = performance.now();
  act();
  return ((performance.now() - start) * 1e6) / objects;
}

function shuffle(list) {
  let seed = 1;
  for (let i = list.length - 1; i > 0; i--) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const other = seed % (i + 1);
    [list[i], list[other]] = [list[other], list[i]];
  }
  return list;
}
