// What stands for objects that JSON shows as `{}`, as pages of bytes, or not at all.

/**
 * A summary, a primitive, or an object whose members are to be written in place of `object`'s; undefined when its own are.
 * Headers and bodies are never read.
 * @param {any} object @param {string} brand
 * @returns {unknown}
 */
export function standIn(object, brand) {
  if (ArrayBuffer.isView(object)) return sized(brand, /** @type {any} */ (object).length ?? object.byteLength);
  switch (brand) {
    case 'ArrayBuffer':
    case 'SharedArrayBuffer':
      return sized(brand, object.byteLength);
    case 'Date':
      return Number.isNaN(object.getTime()) ? '[Invalid Date]' : object.toISOString();
    case 'RegExp':
    case 'URL':
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
  if (typeof object.nodeType === 'number' && typeof object.nodeName === 'string') return element(object, brand);
  // Node's streams and messages hold sockets, buffers and headers.
  if (typeof object.pipe === 'function' && typeof object.on === 'function') return `[${object.constructor.name}]`;
  return undefined;
}

/** @param {string} brand @param {...unknown} sizes */
const sized = (brand, ...sizes) => `[${brand}(${sizes.filter((size) => size !== '').join(', ')})]`;

/** @param {Element} node @param {string} brand */
const element = ({ id, classList }, brand) =>
  `[${brand}${id ? `#${id}` : ''}${Array.from(classList ?? [], (name) => `.${name}`).join('')}]`;

/**
 * A list that is named instead of printed: an embedding.
 * @param {unknown[]} list @param {number} few @param {number} limit on the elements looked at
 */
export function summaryOfNumbers(list, few, limit) {
  if (list.length <= few) return undefined;
  const end = Math.min(list.length, limit);
  for (let i = 0; i < end; i++) if (typeof list[i] !== 'number') return undefined;
  return `[Array(${list.length}) of numbers]`;
}
