// Events as JSON in ASCII, within the limits of the intake.
import { VERSION } from '../base/version.js';

/** @typedef {ReturnType<typeof import('./event.js').eventOf>} Event */

const MAX_EVENT_BYTES = 5_000_000;
const MAX_PAYLOAD_BYTES = 5 * 2 ** 20;
const DROPPED = { value: "[This value has been dropped because this span's size exceeds the 5MB size limit.]" };
const HEAD = `{"_dd.stage":"raw","_dd.tracer_version":${JSON.stringify(VERSION)},"event_type":"span","spans":[`;
const TAIL = ']}';
const BRACKETS = 2;
const COMMA = 1;

/** @param {Event} event @returns {string} the item of a payload; without content if it is too large */
export function encode(event) {
  const json = jsonOf(event);
  const { meta } = event;
  const isTooLarge = json.length >= MAX_EVENT_BYTES;
  const bare = { ...event, meta: { ...meta, input: DROPPED, output: DROPPED }, collection_errors: ['dropped_io'] };
  return HEAD + (isTooLarge ? jsonOf(bare) : json) + TAIL;
}

/** Numbers above 2^53 are written digit by digit. @param {Event} event */
function jsonOf({ start_ns, duration, ...others }) {
  const json = `{"start_ns":${start_ns},"duration":${duration},${JSON.stringify(others).slice(1)}`;
  return json.replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Groups items by what fits into one payload. @param {string[]} items @returns {string[][]} */
export function groupsOf(items) {
  /** @type {string[][]} */
  const groups = [];
  let size = Infinity;
  for (const item of items) {
    size += item.length + COMMA;
    if (size > MAX_PAYLOAD_BYTES) {
      groups.push([]);
      size = item.length + BRACKETS;
    }
    groups.at(-1)?.push(item);
  }
  return groups;
}

/** @param {string[]} items */
export const payloadOf = (items) => new TextEncoder().encode(`[${items}]`);
