// A record is one encoded part. Its key has all but the body.
import * as KEY from './key.js';

/** @typedef {[partition: string, time: number, visit: string, number: number, spans: number, bytes: number, contentType: string, epoch: string]} Key */

/** What is joined into one request. */
const MAX_REQUEST_BYTES = 2 ** 20;
/** How far a clock may have been set back. */
export const CLOCK_SLACK_MS = 60_000;

const isString = (/** @type {any} */ value) => typeof value === 'string';
const isCount = (/** @type {any} */ value) => Number.isInteger(value) && value >= 0;
const MEMBERS = [isString, Number.isFinite, isString, isCount, isCount, isCount, isString, isString];

/** Whether a key is that of a record. Other versions and other programs may have written anything. @param {any} key */
export const isRecord = (key) =>
  Array.isArray(key) && key.length === MEMBERS.length && MEMBERS.every((test, i) => test(key[i]));

/** The spans that are lost with a key. A key that cannot be read counts as one. @param {any} key */
export const lossOf = (key) => (isCount(key?.[KEY.SPANS]) ? key[KEY.SPANS] : 1);

/** @param {Key[]} keys */
export const spansOf = (keys) => keys.reduce((sum, key) => sum + key[KEY.SPANS], 0);

/** @param {Key[]} keys */
export const bytesOf = (keys) => keys.reduce((sum, key) => sum + key[KEY.BYTES], 0);

/** Groups records into requests, in order. @param {Key[]} keys */
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
      room = MAX_REQUEST_BYTES;
      groupType = contentType;
    }
    groups.at(-1)?.push(key);
    room -= bytes;
  }
  return groups;
}
