// Compiles the core from any accepted source.
import { ACCEPTS, givenBy, isModule } from './source.js';

/** @typedef {(url: URL | string) => Promise<Response>} FetchFile */

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

/** Returns a function that compiles a source, unless it is a compiled module. @param {FetchFile} fetchFile */
export const compilerOf =
  (fetchFile) =>
  /** @param {unknown} source @returns {Promise<WebAssembly.Module>} */
  async (source) => {
    const given = await givenBy(source);
    if (isModule(given)) return given;
    if (typeof given === 'string' || given?.href !== undefined) return compileResponse(await fetchFile(given));
    if (given?.arrayBuffer) return compileResponse(given);
    // V8 accepts no DataView.
    if (given?.buffer) return WebAssembly.compile(new Uint8Array(given.buffer, given.byteOffset, given.byteLength));
    if (given?.byteLength) return WebAssembly.compile(given);
    throw new TypeError(`'wasm' must give ${ACCEPTS}`);
  };
