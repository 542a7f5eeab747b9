// The values of a span's input and output, as a program would write them.
import { contentsOf, textOf } from '../reader/runs.js';

/** @typedef {import('../model.js').SpanDetail} SpanDetail */
/** @typedef {import('../model.js').Side} Side */

/** What was recorded of a side: one value, or an object of several by their attributes. @param {SpanDetail} detail @param {Side} side @returns {unknown} */
export function valueOfSide(detail, side) {
  const values = contentsOf(detail, side).map(({ attribute, blocks }) => [
    attribute,
    recorded(detail, attribute) ?? textOf(blocks),
  ]);
  return values.length === 1 ? values[0][1] : values.length ? Object.fromEntries(values) : undefined;
}

/** @param {SpanDetail} detail @param {string} attribute its key, or that of a group of flattened attributes */
function recorded({ attributes }, attribute) {
  const own = attributes.find(({ key }) => key === attribute);
  if (own) return parsed(own.value);
  const group = attributes.filter(({ key }) => key.startsWith(`${attribute}.`));
  return group.length ? Object.fromEntries(group.map(({ key, value }) => [key, value])) : undefined;
}

/** Objects and arrays are recorded as JSON. @param {unknown} value */
function parsed(value) {
  if (typeof value !== 'string' || !/^\s*[[{"]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
