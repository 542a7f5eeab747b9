// Cold start: how long a fresh runtime takes until the first span is exported, and until there is a session in the core.
import { project } from '../runtime/packed.js';
import { addPrograms, HOSTS } from './cold-start/hosts.mjs';
import { median } from './statistics.mjs';

const BAR_MS = 10;
const WHAT = /** @type {const} */ (['first', 'core', 'empty']);
/** Fresh processes of each sort in a round. */
const TURNS = 3;

/** @param {{ rounds: number, say: (text: string) => void }} options */
export async function measure({ rounds, say }) {
  /** @type {(() => void)[]} */
  const cleanups = [];
  const folder = project({ after: (cleanup) => cleanups.push(cleanup) });
  addPrograms(folder);
  const rows = [];
  try {
    for (const [name, start] of Object.entries(HOSTS)) {
      say(`cold start: ${name}`);
      rows.push({ name, ...(await measureHost(await start(folder), rounds * TURNS)) });
    }
  } finally {
    for (const cleanup of cleanups) cleanup();
  }
  const { Node, workerd } = Object.fromEntries(rows.map((row) => [row.name, row]));
  const bars = [
    { what: 'ms until there is a session, Node', value: Node.core, atMost: BAR_MS },
    {
      what: 'ms that the core adds to the first request, workerd',
      value: workerd.core - workerd.empty,
      atMost: BAR_MS,
    },
  ];
  return { rows, bars };
}

/** @param {import('./cold-start/hosts.mjs').Host} host @param {number} turns */
async function measureHost({ run, close }, turns) {
  const found = { first: [], core: [], empty: [] };
  try {
    for (let turn = 0; turn < turns; turn++) for (const what of WHAT) found[what].push(await run(what));
  } finally {
    await close?.();
  }
  return Object.fromEntries(WHAT.map((what) => [what, median(found[what])]));
}

const ms = (value) => value.toFixed(2);

export const table = {
  title: 'Cold start, in fresh processes (Chromium: contexts); median ms',
  columns: [
    ['runtime', ({ name }) => name],
    ['import to first span', ({ first }) => ms(first)],
    ['Wasm and session', ({ core }) => ms(core)],
    ['an empty module', ({ empty }) => ms(empty)],
    ['ratio', ({ core, empty }) => (core / empty).toFixed(1)],
  ],
};
