// What runs in the page: the traces of tests/runtime/traces.js under one context manager, and what it makes of an await.
import { judge, runTraces } from '../../runtime/traces.js';

const AWAITS = 50_000;
const ROUNDS = 7;

export async function measureContext(start) {
  const { tracer, spans, inside } = start();
  await runTraces(tracer);
  const parents = judge(await spans());
  return { parents, outside: await awaitCost((fn) => fn()), inside: await awaitCost(inside) };
}

/** Nanoseconds for an `await` of a promise that is settled: the least of some rounds. */
async function awaitCost(within) {
  const loop = async () => {
    for (let i = 0; i < AWAITS; i++) await Promise.resolve(i);
  };
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    await within(loop);
    times.push(performance.now() - begin);
  }
  return (Math.min(...times) / AWAITS) * 1e6;
}
