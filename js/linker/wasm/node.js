// Loads the engine in Node, Deno and Bun, from a script that contains it as base64: see js/wasm/node.js.
import { Buffer } from 'node:buffer';

export { compileSource } from '../../wasm/compile-on-server.js';

/** @returns {Promise<WebAssembly.Module>} */
export const loadModule = async () => {
  const { default: base64 } = await import('../../../dist/linker-base64.js');
  return WebAssembly.compile(Buffer.from(base64, 'base64'));
};
