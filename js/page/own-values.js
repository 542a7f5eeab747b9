// What the database holds beside records: the epoch, and the pauses that destinations requested.
import { leftOf } from './pause.js';

/** `clearStore()` replaces its value. A record of another epoch was written too late. */
export const EPOCH = ['epoch'];
const PAUSE = 'until';

/** @param {string} partition */
export const pauseKey = (partition) => [PAUSE, partition];

/** @param {any} key */
const isPause = (key) => Array.isArray(key) && key.length === 2 && key[0] === PAUSE;

/** @param {any} key */
export const isOwnValue = (key) => isPause(key) || (Array.isArray(key) && key.length === 1 && key[0] === EPOCH[0]);

/** Undefined if there is none, or another program wrote something else. @param {import('./database.js').Database} database @returns {Promise<string | undefined>} */
export async function readEpoch(database) {
  const [epoch] = await database.get([EPOCH]);
  return typeof epoch === 'string' ? epoch : undefined;
}

/** Removes pauses that are over. @param {import('./database.js').Database} database */
export async function forgetPauses(database) {
  const keys = (await database.keys()).filter(isPause);
  const values = await database.get(keys);
  const over = keys.filter((_, i) => leftOf(values[i]) === 0);
  if (over.length > 0) await database.remove(over);
}
