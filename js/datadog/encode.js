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

/** @param {Event} event @param {() => void} [onDropped] called if the event is too large, so that its content is dropped @returns {string} the item of a payload */
export function encode(event, onDropped) {
  const json = jsonOf(event);
  if (json.length < MAX_EVENT_BYTES) return HEAD + json + TAIL;
  onDropped?.();
  const meta = { ...event.meta, input: DROPPED, output: DROPPED };
  return HEAD + jsonOf({ ...event, meta, collection_errors: ['dropped_io'] }) + TAIL;
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
