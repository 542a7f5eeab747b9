// Writes and reads W3C Baggage: what spans inherit, where the option `baggage` says so, and the members of others, which are passed on as they came.

import { trimmed } from './trace-context.js';

/** @typedef {import('../tracer/inheritance.js').Inherited} Inherited */
/** @typedef {{ key: string, value: string | undefined, text: string }} Member its value if it can be decoded, and its text as it came */

const MAX_MEMBERS = 64;
/** Bytes of the whole field. */
const MAX_LENGTH = 8192;

const KEY = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;
const PROPERTIES = /^[\t\x20-\x7e]*$/;

/**
 * Returns the valid members, and whether others were left out. Of a field that is longer, or has more members than allowed, none are valid.
 * @param {unknown} field
 */
export function parseBaggage(field) {
  const text = String(field ?? '');
  const members = text.length <= MAX_LENGTH ? text.split(',').map(trimmed).filter(Boolean) : [];
  const valid = members.length <= MAX_MEMBERS ? members.flatMap((member) => parseMember(member) ?? []) : [];
  return { members: valid, isWhole: valid.length === members.length && text.length <= MAX_LENGTH };
}

/** @param {string} text @returns {Member | undefined} */
function parseMember(text) {
  const [pair, ...properties] = text.split(';');
  const [key, ...rest] = pair.split('=');
  const [name, value] = [trimmed(key), trimmed(rest.join('='))];
  const isValid = rest.length > 0 && KEY.test(name) && VALUE.test(value) && PROPERTIES.test(properties.join());
  return isValid ? { key: name, value: decode(value), text } : undefined;
}

/** @param {string} value */
function decode(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/**
 * Returns what spans inherit from the members. Those with other keys are kept as text, to be passed on.
 * @param {Member[]} members @param {readonly string[]} keys that the option `baggage` names
 * @returns {Inherited}
 */
export function inheritedFrom(members, keys) {
  /** @type {Record<string, string>} */
  const values = {};
  const baggage = [];
  for (const { key, value, text } of members) {
    if (keys.includes(key) && value !== undefined) values[key] = value;
    else baggage.push(text);
  }
  const { 'session.id': sessionId, 'user.id': userId, 'tag.tags': tags, ...attributes } = values;
  return {
    ...(sessionId !== undefined && { sessionId }),
    ...(userId !== undefined && { userId }),
    tags: tags === undefined ? [] : listOf(tags),
    attributes,
    baggage,
  };
}

/** @param {string} text @returns {string[]} */
function listOf(text) {
  try {
    const list = JSON.parse(text);
    if (Array.isArray(list)) return list.filter((item) => typeof item === 'string');
  } catch {
    // Another library wrote it.
  }
  return [text];
}

/**
 * Returns the field for what is inherited, the members that stand in the carrier, and those that are passed on. What does not fit is left out, the last first.
 * @param {Inherited} inherited @param {readonly string[]} keys that the option `baggage` names @param {Member[]} present
 */
export function formatBaggage({ sessionId, userId, tags, attributes, baggage = [] }, keys, present) {
  /** @type {Record<string, unknown>} */
  const values = {
    ...attributes,
    'session.id': sessionId,
    'user.id': userId,
    'tag.tags': tags.length ? tags : undefined,
  };
  const given = keys.filter((key) => Object.hasOwn(values, key) && values[key] !== undefined);
  const own = given.flatMap((key) => format(key, values[key]) ?? []);
  const members = [
    ...own,
    ...present.flatMap(({ key, text }) => (given.includes(key) ? [] : text)),
    ...baggage.filter((text) => !present.some((member) => member.text === text)),
  ];
  let length = -1;
  const fit = members.filter((text, i) => {
    const isFit = i < MAX_MEMBERS && length + 1 + text.length <= MAX_LENGTH;
    if (isFit) length += 1 + text.length;
    return isFit;
  });
  return { text: fit.join(','), isWhole: own.length === given.length && fit.length === members.length };
}

/** @param {string} key @param {unknown} value @returns {string | undefined} undefined if it is no text and has no JSON */
function format(key, value) {
  try {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return `${key}=${encodeURIComponent(text)}`;
  } catch {
    return undefined;
  }
}
