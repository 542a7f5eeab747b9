// Compiles the core from any accepted source.
/** @typedef {WebAssembly.Module | BufferSource | URL | string | Response | { default: WebAssembly.Module }} Source */
/** @typedef {(url: URL | string) => Promise<Response>} FetchFile */

/** The accepted sources, for messages. */
export const ACCEPTS =
  'a WebAssembly.Module, its bytes, a URL, a Response, { default: Module }, or a function or a promise of one of these';

// Not by instanceof: a module may belong to another realm, and WebAssembly may be missing.
const isModule = (/** @type {unknown} */ value) =>
  Object.prototype.toString.call(value) === '[object WebAssembly.Module]';
/** Members that bytes, URLs, responses and promises have. */
const SIGNS = ['byteLength', 'href', 'arrayBuffer', 'then'];

/** Whether a value is a source, or a function or promise that may give one. @param {any} value */
export const isSource = (value) =>
  typeof value === 'string' ||
  typeof value === 'function' ||
  isModule(value?.default ?? value) ||
  SIGNS.some((name) => value?.[name] !== undefined);

/** Whether bytes may be compiled here. A Content Security Policy may forbid it. */
export function canCompile() {
  try {
    return Boolean(new WebAssembly.Module(EMPTY_MODULE));
  } catch {
    return false;
  }
}

/** "\0asm" and the version. */
const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/**
 * Compiles a response while it loads. If the server sends another media type than application/wasm, it compiles after loading.
 * @param {Response} response
 */
export async function compileResponse(response) {
  if (!response.ok) throw new Error(`HTTP ${response.status} for the WebAssembly file ${response.url}`);
  if (WebAssembly.compileStreaming && /^application\/wasm\b/.test(response.headers.get('content-type') ?? ''))
    return WebAssembly.compileStreaming(response);
  const bytes = await response.arrayBuffer();
  return WebAssembly.compile(bytes);
}

/**
 * Compiles a source, unless it is a compiled module.
 * @param {any} source @param {FetchFile} fetchFile @returns {Promise<WebAssembly.Module>}
 */
export async function compileSource(source, fetchFile) {
  const given = await source;
  if (typeof given === 'function') return compileSource(given(), fetchFile);
  const module = given?.default ?? given;
  if (isModule(module)) return module;
  if (typeof given === 'string' || given?.href !== undefined) return compileResponse(await fetchFile(given));
  if (given?.arrayBuffer) return compileResponse(given);
  // V8 accepts no DataView.
  if (given?.buffer) return WebAssembly.compile(new Uint8Array(given.buffer, given.byteOffset, given.byteLength));
  if (given?.byteLength) return WebAssembly.compile(given);
  throw new TypeError(`'wasm' must give ${ACCEPTS}`);
}
