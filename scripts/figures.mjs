// Measures the figures that README and docs quote, records them in docs/figures.json, and updates the pages.
// `npm run figures -- [size] [links] [stack] [fallback] [calls] [context]`: by default all of them. Times need a calm machine.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFigures } from '../tests/house/figures.js';
import { PAGES } from '../tests/house/pages.js';
import { build } from './build.mjs';
import { installPackages } from './lib/packages.mjs';
import { root } from './lib/paths.mjs';
import { setup } from './setup.mjs';

/**
 * @typedef {{ text: string, measured: number | string }} Value the text as the pages quote it
 * @typedef {{ measure(): Promise<Record<string, Value>> }} Group what is measured together
 * @typedef {Value & { command: string, date: string, node: string }} Figure
 */

/** @type {Record<string, () => Promise<Group>>} */
const GROUPS = {
  size: () => import('../tests/bench/figures/size.mjs'),
  links: () => import('../tests/bench/figures/links.mjs'),
  stack: () => import('../tests/bench/figures/stack.mjs'),
  fallback: () => import('../tests/bench/figures/fallback.mjs'),
  calls: () => import('../tests/bench/figures/calls.mjs'),
  context: () => import('../tests/bench/figures/context.mjs'),
};

const FILE = join(root, 'docs/figures.json');
const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(GROUPS);
const unknown = chosen.filter((name) => !Object.hasOwn(GROUPS, name));
if (unknown.length > 0)
  throw new Error(`there is no ${unknown.join(', ')}; there are ${Object.keys(GROUPS).join(', ')}`);

await setup('bench');
await build();
if (chosen.includes('links')) await installPackages('tests/frameworks');

/** @type {Record<string, Figure>} */
const figures = JSON.parse(readFileSync(FILE, 'utf8'));
for (const name of chosen) {
  console.log(`measuring ${name}`);
  const { measure } = await GROUPS[name]();
  const date = new Date().toISOString().slice(0, 10);
  for (const [key, value] of Object.entries(await measure())) {
    figures[key] = { ...value, command: `npm run figures -- ${name}`, date, node: process.version };
    console.log(`  ${key}: ${value.text}`);
  }
}
writeFileSync(FILE, `${JSON.stringify(figures, null, 2)}\n`);
for (const path of PAGES) {
  const file = join(root, path);
  const page = readFileSync(file, 'utf8');
  const updated = withFigures(page, figures);
  if (updated !== page) writeFileSync(file, updated);
}
process.exit();
