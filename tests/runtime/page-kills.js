// Pages that are killed at random moments while spans end, each followed by another visit.
import { seeded } from '../js/support/choices.js';
import { launch, startReceiver, startSite, until } from './page-site.js';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The only case that may lose spans: those that end before the core is loaded and the store is open. */
export const STARTING = 'tab close, starting';

/** How a page can end. Each kills it, and prepares the network and the receiver for the next visit. */
const KILLS = {
  navigation: ({ page, site }) => page.goto(`${site.url}/blank`),
  'tab close': ({ page }) => page.close({ runBeforeUnload: true }),
  'tab killed': ({ page }) => page.close(),
  'renderer crash': ({ page }) => crash(page),
  offline: async (round) => {
    await round.context.setOffline(true);
    await round.wait(400);
    await round.any(['tab close', 'renderer crash']);
    if (!round.page.isClosed()) await round.page.close();
    await round.context.setOffline(false);
  },
  'receiver down': async (round) => {
    round.receiver.answer = (response) => response.destroy();
    await round.wait(400);
    await round.any(['navigation', 'tab close', 'renderer crash']);
    round.receiver.answer = () => false;
  },
  [STARTING]: ({ page }) => page.close({ runBeforeUnload: true }),
  'answer 429': async (round) => {
    const { receiver } = round;
    receiver.answer = (response, at, headers) => {
      // What the dead page sent last may come in late; only the next visit is told, and has to wait.
      if (headers['x-visit'] === 'next') {
        if (round.openAt > 0 && at >= round.openAt) return false;
        if (round.openAt > 0) round.early += 1;
        else round.openAt = at + 1000;
      }
      response.writeHead(429, { 'retry-after': '1' }).end();
      return true;
    };
    await round.wait(400);
    await round.any(['navigation', 'tab close', 'renderer crash']);
  },
};

async function crash(page) {
  const gone = new Promise((resolve) => page.once('crash', resolve));
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => {});
  await gone;
}

/**
 * Kills pages of a project's package, each way in turn.
 * @param {string} folder of the project @param {{ rounds: number, seed: number, say?: (text: string) => void }} options
 * @returns {Promise<{ startTimes: number[], rows: Row[] }>} milliseconds until a page had all it needs to keep spans
 */
export async function killPages(folder, { rounds, seed, say = () => {} }) {
  const site = await startSite(folder);
  const receiver = await startReceiver();
  const browser = await launch();
  const next = seeded(seed);
  const random = () => next() / 2 ** 32;
  const context = await browser.newContext();
  const set = { context, site, receiver, random, startTimes: [] };
  try {
    const names = Object.keys(KILLS);
    const rows = names.map((way) => ({ way, kills: 0, ended: 0, pending: 0, missing: 0, repeated: 0, early: 0 }));
    for (let i = 0; i < rounds; i++) {
      if (i % 20 === 0) say(`page-kill: ${i} of ${rounds}`);
      await playRound(set, rows[i % rows.length]);
    }
    return { rows, startTimes: set.startTimes };
  } finally {
    await browser.close();
    site.close();
    receiver.close();
  }
}

/**
 * @typedef {object} Row
 * @property {string} way
 * @property {number} kills
 * @property {number} ended spans
 * @property {number} pending of them: had not arrived when the next visit began
 * @property {number} missing never arrived
 * @property {number} repeated arrived more than once
 * @property {number} early requests of the next visit that came before a Retry-After allowed it
 */

/** A visit, its end, and the next visit. */
async function playRound({ context, site, receiver, random, startTimes }, row) {
  const visit = `${site.url}/?receiver=${encodeURIComponent(receiver.url)}`;
  const isStarting = row.way === STARTING;
  const ended = new Set();
  const page = await context.newPage();
  await page.exposeBinding('ended', (_, ids) => {
    for (const id of ids) ended.add(id);
  });
  await page.goto(`${visit}&work=1&visit=first`, { waitUntil: 'commit' });
  await page.waitForFunction(() => globalThis.app);
  if (!isStarting) startTimes.push(await page.evaluate(() => app.readyAfter));
  const round = {
    page,
    context,
    site,
    receiver,
    early: 0,
    openAt: 0,
    wait: (ms) => pause(random() * ms),
    any: (ways) => KILLS[ways[Math.floor(random() * ways.length)]](round),
  };
  await round.wait(isStarting ? 50 : 600);
  await KILLS[row.way](round);
  if (!page.isClosed()) await page.close();
  await pause(20); // what the page told may still be on its way
  const missing = () => [...ended].filter((id) => !receiver.arrived.has(id)).length;
  row.kills += 1;
  row.ended += ended.size;
  row.pending += missing();
  const next = await context.newPage();
  await next.goto(`${visit}&visit=next`);
  await until(() => missing() === 0, isStarting ? 2000 : 10_000);
  await next.close();
  receiver.answer = () => false;
  row.missing += missing();
  row.repeated += [...ended].filter((id) => receiver.arrived.get(id) > 1).length;
  row.early += round.early;
}
