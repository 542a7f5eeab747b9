// What the store holds beside the records: the epoch, and pauses by place.
import { leftOf } from './pause.js';

/** Another one at each `clearStore()`: what has an earlier one was written too late. */
export const EPOCH = ['epoch'];
const UNTIL = 'until';

/** Until when a place wants nothing. @param {string} place */
export const pauseKey = (place) => [UNTIL, place];

/** @param {any} key */
const isPause = (key) => Array.isArray(key) && key.length === 2 && key[0] === UNTIL;

/** @param {any} key */
export const isOwnValue = (key) => isPause(key) || (Array.isArray(key) && key.length === 1 && key[0] === EPOCH[0]);

/** Anybody may have written there. @param {import('./database.js').Database} from @returns {Promise<string | undefined>} */
export async function readEpoch(from) {
  const [found] = await from.get([EPOCH]);
  return typeof found === 'string' ? found : undefined;
}

/** Those that do not hold any more. @param {import('./database.js').Database} from */
export async function forgetPauses(from) {
  const keys = (await from.keys()).filter(isPause);
  const values = await from.get(keys);
  const over = keys.filter((_, i) => leftOf(values[i]) === 0);
  if (over.length > 0) await from.remove(over);
}
