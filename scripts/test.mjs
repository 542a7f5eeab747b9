// `npm test` runs every step. `npm test -- js cpp` runs the steps whose name contains `js` or `cpp`.
import { seconds } from './lib/run.mjs';
import { STEPS, STEPS_BESIDE } from './lib/steps.mjs';
import { setup } from './setup.mjs';

const words = process.argv.slice(2);
const isChosen = ({ name }) => words.length === 0 || words.some((word) => name.includes(word));
const [build, ...others] = STEPS;
const lanes = [others.filter(isChosen), STEPS_BESIDE.filter(isChosen)];
const steps = [build, ...lanes.flat()]; // every test needs dist/
if (steps.length === 1 && !isChosen(build))
  fail(
    `Expected part of the name of a step, got ${words.join(', ')}. The steps are ${[...STEPS, ...STEPS_BESIDE].map(({ name }) => name).join(', ')}`,
  );

try {
  await setup('test');
} catch (error) {
  fail(error.message);
}

const start = performance.now();
let passed = 0;
let failed = 0;
await take(build);
await Promise.all(lanes.map(inOrder));
console.log(`\n${passed} passed, ${failed} failed (${steps.length} steps, ${seconds(start)})`);
process.exitCode = failed === 0 ? 0 : 1;

async function inOrder(lane) {
  for (const step of lane) await take(step);
}

async function take(step) {
  const begin = performance.now();
  console.log(`> ${step.name}`);
  try {
    const result = await step.run();
    passed += result.passed;
    console.log(`  ok ${step.name}, ${seconds(begin)}${result.note ? `: ${result.note}` : ''}`);
  } catch (error) {
    passed += error.passed ?? 0;
    failed += error.failed ?? 1;
    console.log(`${error.output ?? error.stack}\n  FAILED ${step.name}, ${seconds(begin)}: ${error.message}`);
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
