// `run-fallback.mjs javascript|wasm`: prints the milliseconds of CPU that a core takes to link texts: each step gets what the step before returned.
import { textsOf } from './texts.mjs';

if (process.argv[2] === 'javascript') delete globalThis.WebAssembly;
const { createTracer } = await import('../../js/index.js');

const BYTES = 500_000;
/** Rounds before the measured one: the engine optimises meanwhile. */
const WARM_UP = 2;

const { English } = await textsOf(BYTES);

async function cost() {
  const exporter = { encoding: 'otlp-protobuf', export() {} };
  const { task, flush, shutdown, workflow } = createTracer({ exporters: [exporter] });
  const copy = task((text) => text.replaceAll('e', 'é').slice(100), { name: 'copy' });
  workflow(() => English.forEach((text) => void copy(`Read: ${copy(text)}`)), { name: 'all' })();
  const before = process.cpuUsage();
  await flush();
  const { user, system } = process.cpuUsage(before);
  await shutdown();
  return (user + system) / 1000;
}

for (let round = 0; round < WARM_UP; round++) await cost();
console.log(await cost());
process.exit();
