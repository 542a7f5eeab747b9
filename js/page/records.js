// A record per encoded part, whose key tells all but the body.
import * as KEY from './key.js';

/** @typedef {[place: string, at: number, visit: string, number: number, spans: number, bytes: number, contentType: string, epoch: string]} Key */

const MOST_SENT_BYTES = 2 ** 20;
/** How far a clock may have gone back, in milliseconds. */
export const CLOCK_SLACK_MS = 60_000;

const isString = (/** @type {any} */ value) => typeof value === 'string';
const isCount = (/** @type {any} */ value) => Number.isInteger(value) && value >= 0;
const MEMBERS = [isString, Number.isFinite, isString, isCount, isCount, isCount, isString, isString];

/** Whether it is the key of a record: other versions, and other programs, may have left anything. @param {any} key */
export const isRecord = (key) =>
  Array.isArray(key) && key.length === MEMBERS.length && MEMBERS.every((test, i) => test(key[i]));

/** As far as it tells: anything in the table may have been a span. @param {any} key */
export const lossOf = (key) => (isCount(key?.[KEY.SPANS]) ? key[KEY.SPANS] : 1);

/** @param {Key[]} keys */
export const spansOf = (keys) => keys.reduce((sum, key) => sum + key[KEY.SPANS], 0);

/** @param {Key[]} keys */
export const bytesOf = (keys) => keys.reduce((sum, key) => sum + key[KEY.BYTES], 0);

/** In order, as many together as make a request. @param {Key[]} keys */
export function groupsOf(keys) {
  /** @type {Key[][]} */
  const groups = [];
  let room = 0;
  let groupType = '';
  for (const key of keys) {
    const bytes = key[KEY.BYTES];
    const contentType = key[KEY.CONTENT_TYPE];
    if (bytes > room || contentType !== groupType) {
      groups.push([]);
      room = MOST_SENT_BYTES;
      groupType = contentType;
    }
    groups.at(-1)?.push(key);
    room -= bytes;
  }
  return groups;
}
