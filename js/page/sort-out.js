import * as KEY from './key.js';
import { isOwnValue } from './own-values.js';
import { CLOCK_SLACK_MS, isRecord } from './records.js';
import { surplus } from './surplus.js';

/** @typedef {import('./records.js').Key} Key */
/** @typedef {import('./budget.js').Limits} Limits */

/** @typedef {Map<string | undefined, { limits: Limits }>} Places */

/**
 * @typedef {object} View what a page knows of the store
 * @property {string} epoch
 * @property {(key: Key) => boolean} isLeft whether nobody else will send it
 * @property {Limits} [short] of who found no room
 * @property {Places} places what the page sends to, one at least
 */

/**
 * What is to become of what lies in the store. `isHeld` says that somebody may still send some of it.
 * @param {any[]} all keys @param {View} view
 */
export function sortOut(all, { epoch, isLeft, places, short }) {
  const now = Date.now();
  const longest = Math.max(...[...places.values()].map(({ limits }) => limits.maxAge));
  /** @type {Record<string, any[]>} by reason */
  const lost = { store_broken: [], store_expired: [] };
  /** @type {Key[]} written too late */
  const late = [];
  /** @type {Key[]} stamped by a clock that was ahead */
  const ahead = [];
  /** @type {Key[]} */
  const left = [];
  let isHeld = false;
  for (const key of all) {
    if (isOwnValue(key)) continue;
    if (!isRecord(key)) lost.store_broken.push(key);
    else if (key[KEY.EPOCH] !== epoch) late.push(key);
    else if (!isLeft(key)) isHeld = true;
    else if (key[KEY.AT] > now + CLOCK_SLACK_MS) ahead.push(key);
    else if (key[KEY.AT] < now - (places.get(key[KEY.PLACE])?.limits.maxAge ?? longest)) lost.store_expired.push(key);
    else left.push(key);
  }
  const full = new Set(surplus(all.filter(isRecord), left, places, short));
  lost.store_full = [...full];
  return { lost, late, ahead, left: left.filter((key) => !full.has(key)), isHeld };
}
