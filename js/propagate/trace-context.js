// The headers of W3C Trace Context, level 2: what a valid one says, and how one is written.
import { fromHex } from '../base/random.js';

/**
 * @typedef {Object} TraceParent
 * @property {number[]} traceWords the trace's id, 32 bits each
 * @property {number[]} spanWords
 * @property {number} flags of those that have a meaning: SAMPLED and RANDOM
 */

export const SAMPLED = 1;
/** The right-most 7 bytes of the trace's id are random. */
export const RANDOM = 2;

const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/s;
const MEMBER = /^[a-z0-9][a-z0-9_*/@-]{0,255}=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;
const MAX_MEMBERS = 32;

/** What somebody else sends may be of any length. */
const MAX_PARENT = 1024;
const MAX_STATE = 16_896;

/** Without the spaces and tabs around it, the only ones that a header may have. In one pass, as a pattern would not be. @param {string} text */
function trimmed(text) {
  const isBlank = (/** @type {number} */ at) => text[at] === ' ' || text[at] === '\t';
  let start = 0;
  let end = text.length;
  while (isBlank(start)) start++;
  while (end > start && isBlank(end - 1)) end--;
  return text.slice(start, end);
}

/**
 * @param {string} text
 * @returns {TraceParent | undefined} undefined when it is not valid, or longer than 1,024 characters
 */
export function parseTraceparent(text) {
  if (text.length > MAX_PARENT) return undefined;
  const [, version, traceId, spanId, flags, rest] = TRACEPARENT.exec(trimmed(text)) ?? [];
  if (version === undefined || (version === '00' && rest !== undefined)) return undefined;
  const bits = Number.parseInt(flags, 16) & (SAMPLED | RANDOM);
  return { traceWords: fromHex(traceId), spanWords: fromHex(spanId), flags: bits };
}

/** @param {string} traceId @param {string} spanId @param {number} flags */
export const formatTraceparent = (traceId, spanId, flags) => `00-${traceId}-${spanId}-0${flags}`;

/**
 * What is to be passed on: the members in their order.
 * @param {string} text
 * @returns {string | undefined} undefined when one of them is not valid, or there are more than 32, or more than 16,896 characters
 */
export function parseTracestate(text) {
  if (text.length > MAX_STATE) return undefined;
  const members = text.split(',').map(trimmed).filter(Boolean);
  const isValid = members.length <= MAX_MEMBERS && members.every((member) => MEMBER.test(member));
  return isValid ? members.join(',') : undefined;
}
