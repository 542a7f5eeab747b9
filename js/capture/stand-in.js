// Stand-ins for objects that JSON would show as `{}`, as long lists of bytes, or not at all.
import { nameOfHolder } from '#secrets';
import { isObject, itemOf } from '../reading/data.js';
import { errorField, readPlatform } from '../reading/platform.js';

/** A longer list of numbers is an embedding, which is named instead of shown. */
export const FEW_NUMBERS = 64;
/** The password in a URL. */
const PASSWORD = /^([^/]*\/\/[^/@:]*:)[^/@]*@/;

/** How many members were visited, and the limit. @typedef {{ steps: number, readonly most: number }} Steps */

/**
 * Returns a primitive, a list or a record to be written in place of `object`. Undefined if its own members are written.
 * Headers and bodies are never read.
 * @param {any} object @param {string} brand @param {Steps} steps
 * @returns {unknown}
 */
export function standIn(object, brand, steps) {
  try {
    const known = ofPlatform(object, brand, steps);
    if (known !== undefined) return known;
  } catch {
    // It is not what its class name says.
  }
  return elementName(object, brand) || nameOfHolder(object);
}

/** @param {any} object @param {string} brand @param {Steps} steps @returns {unknown} */
function ofPlatform(object, brand, steps) {
  const get = (/** @type {string} */ key) => readPlatform(brand, object, key);
  if (ArrayBuffer.isView(object)) return sized(brand, get(brand === 'DataView' ? 'byteLength' : 'length'));
  switch (brand) {
    case 'Map': {
      const entries = first(get('entries'), steps);
      return entries.every(([key]) => typeof key === 'string') ? Object.fromEntries(entries) : entries;
    }
    case 'Set':
      return first(get('values'), steps);
    case 'ArrayBuffer':
    case 'SharedArrayBuffer':
      return sized(brand, get('byteLength'));
    case 'Date':
      return Number.isNaN(get('getTime')) ? '[Invalid Date]' : get('toISOString');
    case 'URL':
      return get('href').replace(PASSWORD, '$1[Secret]@');
    case 'RegExp':
      // A copy, so that no subclass formats it.
      return get('source') && String(/x/.compile(object));
    case 'URLSearchParams':
      return get('toString');
    case 'Number':
    case 'String':
    case 'Boolean':
    case 'BigInt':
    case 'Symbol':
      return get('valueOf');
    case 'Error':
    case 'DOMException':
      return ofError(object);
    case 'Blob':
      return sized(brand, get('size'), get('type'));
    case 'File':
      return sized(brand, get('name'), get('size'), get('type'));
    case 'Request':
      return { method: get('method'), url: get('url') };
    case 'Response':
      return { status: get('status'), url: get('url') };
    case 'Promise':
      return '[Promise]';
  }
  return undefined;
}

/** Returns the message and causes of an error, and its other members that are not objects, such as a code. Requests and settings may hold secrets. @param {object} error */
function ofError(error) {
  const own = Object.keys(error).filter((key) => !isObject(errorField(error, key)));
  const keys = ['name', 'message', ...own, 'cause', 'errors', 'issues'];
  return Object.fromEntries(keys.map((key) => [key, errorField(error, key)]));
}

/** Frameworks attach their whole component tree to DOM nodes. @param {any} node @param {string} brand */
function elementName(node, brand) {
  if (!('nodeType' in node)) return '';
  let name = '';
  try {
    readPlatform('Node', node, 'nodeType');
    name = brand;
    const id = readPlatform('Element', node, 'id');
    name += `${id && '#'}${id}${['', ...readPlatform('Element', node, 'classList')].join('.')}`;
  } catch {
    // Text nodes and documents have none.
  }
  return name && `[${name}]`;
}

/** Returns the first items, up to the limit on steps. @param {Iterable<any>} items @param {Steps} steps */
function first(items, steps) {
  const out = [];
  for (const item of items) {
    out.push(item);
    steps.steps += 1;
    if (steps.steps > steps.most) break;
  }
  return out;
}

/** @param {string} brand @param {...unknown} sizes */
export const sized = (brand, ...sizes) => `[${brand}(${sizes.filter((size) => size !== '').join(', ')})]`;

/**
 * Whether a list is an embedding: long, and of numbers. Only some items are checked, because a check that runs no accessor takes ten times as long.
 * @param {unknown[]} list
 */
export const isEmbedding = (list) =>
  list.length > FEW_NUMBERS && sampled(list.length, FEW_NUMBERS, (i) => typeof itemOf(list, i) === 'number');

/** Checks items at both ends, and as many between them. @param {number} length @param {number} few @param {(index: number) => boolean} isOne */
function sampled(length, few, isOne) {
  const step = Math.ceil(length / few);
  for (let i = 0; i < length; i += i < few || i >= length - few ? 1 : step) if (!isOne(i)) return false;
  return true;
}
