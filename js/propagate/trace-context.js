// Parses and formats the headers of W3C Trace Context, level 2.
import { fromHex } from '../base/random.js';
import { RANDOM, SAMPLED } from '../base/trace-flags.js';

/**
 * @typedef {Object} TraceParent
 * @property {number[]} traceWords the trace ID, 32 bits each
 * @property {number[]} spanWords
 * @property {number} flags SAMPLED and RANDOM; others are reserved
 */

const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/s;
const MEMBER = /^[a-z0-9][a-z0-9_*/@-]{0,255}=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;
const MAX_MEMBERS = 32;

/** Characters; other processes may send headers of any length. */
const MAX_PARENT = 1024;
const MAX_STATE = 16_896;

/** Trims spaces and tabs, the only white space in a header. In linear time, unlike a regular expression. @param {string} text */
export function trimmed(text) {
  const isBlank = (/** @type {number} */ at) => text[at] === ' ' || text[at] === '\t';
  let start = 0;
  let end = text.length;
  while (isBlank(start)) start++;
  while (end > start && isBlank(end - 1)) end--;
  return text.slice(start, end);
}

/**
 * @param {string} text
 * @returns {TraceParent | undefined} undefined if it is invalid, or longer than 1,024 characters
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
 * Returns the members to pass on, in their order.
 * @param {string} text
 * @returns {string | undefined} undefined if a member is invalid, or there are more than 32 members or 16,896 characters
 */
export function parseTracestate(text) {
  if (text.length > MAX_STATE) return undefined;
  const members = text.split(',').map(trimmed).filter(Boolean);
  const isValid = members.length <= MAX_MEMBERS && members.every((member) => MEMBER.test(member));
  return isValid ? members.join(',') : undefined;
}
