// The registry: what an object costs with 1,000 to 1,000,000 of them alive in one trace, against the same in plain JavaScript.
import { measured } from './child.mjs';

const SIZES = [1e3, 1e4, 1e5, 1e6];
const FLAT = 2;
const NAMES = { core: 'spanloom', plain: 'plain JavaScript', identity: 'WeakMap of ids' };

/** @param {{ say: (text: string) => void }} options */
export async function measure({ say }) {
  const rows = [];
  for (const size of SIZES) {
    say(`registry: ${size.toLocaleString('en')} objects`);
    const times = await measured('run-registry.mjs', ['times', size]);
    for (const name of Object.keys(NAMES)) {
      rows.push({
        name,
        objects: size,
        ...times[name],
        bytes: await measured('run-registry.mjs', ['bytes', size, name]),
      });
    }
  }
  return { rows, bars: [flatness(rows, 'sequential'), flatness(rows, 'random')] };
}

/** How much more an object costs at the worst size than at the smallest. */
function flatness(rows, order) {
  const costs = rows.filter(({ name }) => name === 'core').map((row) => row.produce + row[order]);
  return {
    what: `cost per object with 10^4 to 10^6 live objects, the highest / with 10^3, ${order} use`,
    value: Math.max(...costs.slice(1)) / costs[0],
    atMost: FLAT,
  };
}

export const table = {
  title:
    'Registry: per object; produced once, then used once by another span. The WeakMap that gives objects their ids comes on top of either',
  columns: [
    ['', ({ name }) => NAMES[name]],
    ['live objects', ({ objects }) => objects.toLocaleString('en')],
    ['produce ns', ({ produce }) => produce.toFixed(0)],
    ['use ns, in order', ({ sequential }) => sequential.toFixed(0)],
    ['use ns, random', ({ random }) => random.toFixed(0)],
    ['bytes', ({ bytes }) => bytes.toFixed(0)],
  ],
};
