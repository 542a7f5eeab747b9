// What stands for objects that JSON shows as `{}`, as pages of bytes, or not at all.
import { nameOfHolder } from '#secrets';
import { isObject, itemOf } from '../reading/data.js';
import { ask, errorField } from '../reading/platform.js';

/** Longer lists of numbers are embeddings: they are named, not printed. */
export const FEW_NUMBERS = 64;
/** Of a URL. */
const PASSWORD = /^([^/]*\/\/[^/@:]*:)[^/@]*@/;

/** How much was looked at, and how much may be. @typedef {{ steps: number, readonly most: number }} Steps */

/**
 * A primitive, a list or a record that is to be written in place of `object`; undefined when its own members are.
 * Headers and bodies are never read.
 * @param {any} object @param {string} brand @param {Steps} steps
 * @returns {unknown}
 */
export function standIn(object, brand, steps) {
  try {
    const known = ofPlatform(object, brand, steps);
    if (known !== undefined) return known;
  } catch {
    // It is not what it says.
  }
  return elementName(object, brand) || nameOfHolder(object);
}

/** @param {any} object @param {string} brand @param {Steps} steps @returns {unknown} */
function ofPlatform(object, brand, steps) {
  const get = (/** @type {string} */ key) => ask(brand, object, key);
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
      // A copy, whose text no subclass makes.
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

/** What an error says and came from. Of its other members those that are no objects, such as a code: requests and settings hold secrets. @param {object} error */
function ofError(error) {
  const own = Object.keys(error).filter((key) => !isObject(errorField(error, key)));
  const keys = ['name', 'message', ...own, 'cause', 'errors', 'issues'];
  return Object.fromEntries(keys.map((key) => [key, errorField(error, key)]));
}

/** Frameworks hang their whole tree onto DOM nodes. @param {any} node @param {string} brand */
function elementName(node, brand) {
  if (!('nodeType' in node)) return '';
  let name = '';
  try {
    ask('Node', node, 'nodeType');
    name = brand;
    const id = ask('Element', node, 'id');
    name += `${id && '#'}${id}${['', ...ask('Element', node, 'classList')].join('.')}`;
  } catch {
    // Texts and documents have none.
  }
  return name && `[${name}]`;
}

/** The first items, as far as there are steps left for them. @param {Iterable<any>} items @param {Steps} steps */
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
 * Whether a list is an embedding: long, and of numbers. Not all are looked at, as a look that runs no accessor takes as long as ten that may.
 * @param {unknown[]} list
 */
export const isEmbedding = (list) =>
  list.length > FEW_NUMBERS && sampled(list.length, FEW_NUMBERS, (i) => typeof itemOf(list, i) === 'number');

/** Whether so many are what they should be at both ends, and as many between them. @param {number} length @param {number} few @param {(index: number) => boolean} isOne */
function sampled(length, few, isOne) {
  const step = Math.ceil(length / few);
  for (let i = 0; i < length; i += i < few || i >= length - few ? 1 : step) if (!isOne(i)) return false;
  return true;
}
