// Measures spanloom against other tools; tests/bench/README.md describes the method.
// `npm run bench -- [--only calls,encode,registry,content,context,cold-start,page-kill,size,linker] [--rounds 5] [--json]`
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { setup } from './setup.mjs';

const PARTS = ['calls', 'encode', 'registry', 'content', 'context', 'cold-start', 'page-kill', 'size', 'linker'];

const { values } = parseArgs({
  options: { only: { type: 'string' }, rounds: { type: 'string', default: '5' }, json: { type: 'boolean' } },
});
const chosen = values.only?.split(',') ?? PARTS;
const rounds = Number(values.rounds);
const unknown = chosen.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) fail(`Expected --only to name some of ${PARTS.join(', ')}, got ${unknown.join(', ')}`);
if (!Number.isInteger(rounds) || rounds < 1)
  fail(`Expected --rounds to be a whole number of at least 1, got ${values.rounds}`);

const print = console.log;
/** Progress, including that of setup and build, goes to standard error: standard output is the result. */
const say = console.error;
console.log = say;

try {
  await setup('bench');
  await build();
} catch (error) {
  fail(error.output ? `${error.message}\n${error.output}` : error.message);
}

const result = { node: process.version, processor: `${cpus().length} x ${cpus()[0].model}`, parts: {} };
for (const name of chosen) {
  const part = await import(`../tests/bench/${name}.mjs`);
  const measured = await part.measure({ rounds, say });
  measured.bars = measured.bars.map((bar) => ({ ...bar, met: isMet(bar) }));
  result.parts[name] = measured;
  if (!values.json) show(part.table, measured);
}
if (values.json) print(JSON.stringify(result, null, 2));
else print(`\nNode ${result.node}, ${result.processor}`);

function isMet({ value, atMost = Number.POSITIVE_INFINITY, atLeast = 0 }) {
  return value <= atMost && value >= atLeast;
}

function show({ title, columns }, { rows, bars }) {
  const lines = [
    columns.map(([heading]) => heading),
    ...rows.map((row) => columns.map(([, cell]) => String(cell(row)))),
  ];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  print(`\n${title}`);
  for (const line of lines) {
    print(`  ${line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ')}`);
  }
  for (const { what, value, atMost, atLeast, met } of bars) {
    const limit = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
    print(`  ${met ? 'met    ' : 'NOT MET'} ${what}: ${number(value)} (${limit})`);
  }
}

function number(value) {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
