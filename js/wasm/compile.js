/** @typedef {WebAssembly.Module | BufferSource | URL | string | Response | { default: WebAssembly.Module }} Source */

/**
 * Compiles while it loads; a server that names another media type than application/wasm costs only the streaming.
 * @param {Response} response
 */
export async function compileResponse(response) {
  if (!response.ok) throw new Error(`HTTP ${response.status} for the WebAssembly file ${response.url}`);
  if (/^application\/wasm\b/.test(response.headers.get('content-type') ?? ''))
    return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/**
 * A compiled module from whatever form a user has it in.
 * @param {Source} source @returns {Promise<WebAssembly.Module>}
 */
export async function compileSource(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof Response) return compileResponse(source);
  if (typeof source === 'string' || source instanceof URL) return compileResponse(await fetch(source));
  if ('default' in source) return source.default;
  return WebAssembly.compile(source);
}
