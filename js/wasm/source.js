// Sources of a WebAssembly module, as the option `wasm` accepts them.
/** @typedef {WebAssembly.Module | BufferSource | URL | string | Response | { default: WebAssembly.Module }} Source */

/** The accepted sources, for messages. */
export const ACCEPTS =
  'a WebAssembly.Module, its bytes, a URL, a Response, { default: Module }, or a function or a promise of one of these';

/** Not by instanceof: a module may belong to another realm, and WebAssembly may be missing. @param {unknown} value */
export const isModule = (value) => Object.prototype.toString.call(value) === '[object WebAssembly.Module]';

/** Members that bytes, URLs, responses and promises have. */
const SIGNS = ['byteLength', 'href', 'arrayBuffer', 'then'];

/** Whether a value is a source, or a function or promise that may give one. @param {any} value */
export const isSource = (value) =>
  typeof value === 'string' ||
  typeof value === 'function' ||
  isModule(value?.default ?? value) ||
  SIGNS.some((name) => value?.[name] !== undefined);

/** Calls functions and awaits promises, and takes a module out of a namespace. @param {any} source @returns {Promise<any>} */
export async function givenBy(source) {
  const given = await source;
  return typeof given === 'function' ? givenBy(given()) : (given?.default ?? given);
}
