// Pages in Chromium that are killed at random moments: what arrives of the spans that had ended.
import { project } from '../runtime/packed.js';
import { killPages, STARTING } from '../runtime/page-kills.js';
import { median } from './statistics.mjs';

/** Of which one in eight is of the way that is not in the bar. */
const ROUNDS = 232;

/** @param {{ say: (text: string) => void }} options */
export async function measure({ say }) {
  const cleanUp = [];
  try {
    const folder = project({ after: (clean) => cleanUp.push(clean) });
    const seed = Number(process.env.SEED ?? 1);
    const { rows, startTimes } = await killPages(folder, { rounds: ROUNDS, seed, say });
    const sum = (column) => rows.filter(({ way }) => way !== STARTING).reduce((total, row) => total + row[column], 0);
    const bars = [
      { what: 'ended spans that never arrived', value: sum('missing'), atMost: 0 },
      { what: 'requests before Retry-After allowed them', value: sum('early'), atMost: 0 },
    ];
    say(`page-kill: a page can keep spans ${Math.round(median(startTimes))} ms after it started (median)`);
    return { rows, bars, startTime: median(startTimes) };
  } finally {
    for (const clean of cleanUp) clean();
  }
}

export const table = {
  title: 'Pages killed at random moments, and a next visit after each',
  columns: [
    ['by', ({ way }) => way],
    ['kills', ({ kills }) => kills],
    ['spans ended', ({ ended }) => ended],
    ['not there at the next visit', ({ pending }) => pending],
    ['missing after it', ({ missing }) => missing],
    ['arrived twice', ({ repeated }) => repeated],
    ['too early', ({ early }) => early],
  ],
};
