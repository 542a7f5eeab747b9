// The attributes of a span and of its links. They are bounded: attributes beyond the limits are omitted and counted.
import { put } from '../capture/plain.js';
import { plainAttributes } from '../log/plain-attributes.js';

/** @typedef {import('./span-state.js').SpanState} SpanState */

const MAX_ENTRIES = 1024;
const MAX_LENGTH = 2 ** 20;

/** Attributes that exporters set from `input` and `output`. */
const CONTENT = ['input.value', 'input.mime_type', 'output.value', 'output.mime_type'];

/**
 * Adds attributes to a span. They override those of its template.
 * @param {SpanState} state @param {object} attributes @param {boolean} [replaces] whether to replace attributes that the span has
 */
export function addAttributes(state, attributes, replaces = true) {
  const own = state.template.attributes;
  state.attributes ??= {};
  for (const [key, value] of Object.entries(plainAttributes(attributes, state.tracer.counts))) {
    const isKnown = Object.hasOwn(state.attributes, key);
    if (CONTENT.includes(key) || (isKnown && !replaces) || !takeRoom(state, key, value, isKnown)) continue;
    put(state.attributes, key, value);
    if (Object.hasOwn(own, key) && value !== own[key]) state.overrides = true;
  }
}

/** Returns the attributes of a link that fit. @param {SpanState} state @param {object} attributes */
export const linkAttributes = (state, attributes) =>
  Object.entries(plainAttributes(attributes, state.tracer.counts)).filter(([key, value]) =>
    takeRoom(state, key, value),
  );

/** @param {SpanState} state @param {string} key @param {unknown} value @param {boolean} [isKnown] whether it replaces another */
function takeRoom(state, key, value, isKnown = false) {
  const length = key.length + lengthOf(value);
  if ((!isKnown && state.entries >= MAX_ENTRIES) || state.entryLength + length > MAX_LENGTH) {
    state.tracer.counts.omitted += 1;
    return false;
  }
  if (isKnown) state.entryLength -= key.length + lengthOf(state.attributes?.[key]);
  else state.entries += 1;
  state.entryLength += length;
  return true;
}

/** Returns the length of all texts and bytes in plain data. @param {any} value @returns {number} */
function lengthOf(value) {
  if (typeof value === 'string' || value instanceof Uint8Array) return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  let length = 0;
  for (const [key, member] of Object.entries(value)) length += key.length + lengthOf(member);
  return length;
}
