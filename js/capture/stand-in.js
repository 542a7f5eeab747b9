// What stands for objects that JSON shows as `{}`, as pages of bytes, or not at all.
import { nameOfHolder } from '#server';

/** Longer lists of numbers are embeddings: they are named, not printed. */
const FEW_NUMBERS = 64;
const { getTime, toISOString } = Date.prototype;
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
  if (ArrayBuffer.isView(object)) return sized(brand, /** @type {any} */ (object).length ?? object.byteLength);
  switch (brand) {
    case 'Map': {
      const entries = first(object.entries(), steps);
      return entries.every(([key]) => typeof key === 'string') ? Object.fromEntries(entries) : entries;
    }
    case 'Set':
      return first(object.values(), steps);
    case 'ArrayBuffer':
    case 'SharedArrayBuffer':
      return sized(brand, object.byteLength);
    case 'Date':
      return Number.isNaN(getTime.call(object)) ? '[Invalid Date]' : toISOString.call(object);
    case 'URL':
      return String(object).replace(PASSWORD, '$1[Secret]@');
    case 'RegExp':
    case 'URLSearchParams':
      return String(object);
    case 'Number':
    case 'String':
    case 'Boolean':
    case 'BigInt':
    case 'Symbol':
      return object.valueOf();
    case 'Error':
    case 'DOMException':
      return { name: object.name, message: object.message, cause: object.cause, errors: object.errors };
    case 'Blob':
      return sized(brand, object.size, object.type);
    case 'File':
      return sized(brand, object.name, object.size, object.type);
    case 'Request':
      return { method: object.method, url: object.url };
    case 'Response':
      return { status: object.status, url: object.url };
  }
  return elementName(object, brand) ?? nameOfHolder(object);
}

/** Frameworks hang their whole tree onto DOM nodes. @param {any} node @param {string} brand */
function elementName(node, brand) {
  try {
    const { nodeType, nodeName, id, classList } = node;
    if (typeof nodeType === 'number' && typeof nodeName === 'string')
      return `[${brand}${id ? `#${id}` : ''}${Array.from(classList ?? [], (name) => `.${name}`).join('')}]`;
  } catch {}
  return undefined;
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
const sized = (brand, ...sizes) => `[${brand}(${sizes.filter((size) => size !== '').join(', ')})]`;

/**
 * The name of an embedding, undefined for any other list. Checking 16 numbers counts as one step.
 * @param {unknown[]} list @param {Steps} steps
 */
export function nameOfNumbers(list, steps) {
  const { length } = list;
  if (length <= FEW_NUMBERS || typeof list[0] !== 'number') return undefined;
  let at = 1;
  while (at < length && at < steps.most && typeof list[at] === 'number') at += 1;
  steps.steps += at >> 4;
  return at < length && at < steps.most ? undefined : `[Array(${length}) of numbers]`;
}
