// Loads the core in Node, Deno and Bun, from a script that contains it as base64.
import { Buffer } from 'node:buffer';

export { compileSource } from './compile-on-server.js';
export { insteadOfWasm } from './portable.js';

/** Base64 in a script, because neither bundlers nor tools that trace a server's files leave a script out. @type {(byContent: boolean) => Promise<WebAssembly.Module>} */
export const loadModule = async () => {
  const { default: base64 } = await import('../../dist/spanloom-base64.js');
  return WebAssembly.compile(Buffer.from(base64, 'base64'));
};
