// The suite in a runtime that is a program: Node, Deno, Bun. Beside it lie the suite and node_modules.
import { readFile } from 'node:fs/promises';
import { runSuite } from './suite/index.js';

const file = new URL(import.meta.resolve('spanloom/spanloom.wasm'));
const results = await runSuite({
  receiver: process.argv[2],
  wasm: async () => WebAssembly.compile(await readFile(file)),
});
console.log(JSON.stringify(results));
