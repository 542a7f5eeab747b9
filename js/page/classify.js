import * as KEY from './key.js';
import { isOwnValue } from './own-values.js';
import { CLOCK_SLACK_MS, isRecord } from './records.js';
import { surplus } from './surplus.js';

/** @typedef {import('./records.js').Key} Key */
/** @typedef {import('./budget.js').Limits} Limits */

/** The partitions that a page sends to, at least one. @typedef {Map<string | undefined, { limits: Limits }>} Partitions */

/**
 * @typedef {object} View what a page knows of the store
 * @property {string} epoch
 * @property {(key: Key) => boolean} isLeft whether no other page will send a record
 * @property {Partitions} partitions
 * @property {Limits} [short] the limits of a client that found no room
 */

/**
 * Decides what happens to each record in the store.
 * @param {any[]} all keys in the database @param {View} view
 */
export function classify(all, { epoch, isLeft, partitions, short }) {
  const now = Date.now();
  const maxAge = Math.max(...[...partitions.values()].map(({ limits }) => limits.maxAge));
  /** By reason. @type {Record<string, any[]>} */
  const lost = { store_broken: [], store_expired: [] };
  /** Written after the store was cleared, by a page that did not know yet. @type {Key[]} */
  const late = [];
  /** Dated by a clock that was ahead. @type {Key[]} */
  const ahead = [];
  /** To be sent by this page. @type {Key[]} */
  const left = [];
  /** Whether other pages may still send some of them. */
  let isHeld = false;
  for (const key of all) {
    if (isOwnValue(key)) continue;
    if (!isRecord(key)) lost.store_broken.push(key);
    else if (key[KEY.EPOCH] !== epoch) late.push(key);
    else if (!isLeft(key)) isHeld = true;
    else if (key[KEY.TIME] > now + CLOCK_SLACK_MS) ahead.push(key);
    else if (key[KEY.TIME] < now - (partitions.get(key[KEY.PARTITION])?.limits.maxAge ?? maxAge))
      lost.store_expired.push(key);
    else left.push(key);
  }
  const full = new Set(surplus(all.filter(isRecord), left, partitions, short));
  lost.store_full = [...full];
  return { lost, late, ahead, left: left.filter((key) => !full.has(key)), isHeld };
}
