// The suite in a runtime that is a program: Node, Deno, Bun. Beside it lie the suite and node_modules.
import { readFile } from 'node:fs/promises';
import { runSuite } from './suite/index.js';

const compile = (name) => async () => WebAssembly.compile(await readFile(new URL(import.meta.resolve(name))));
const results = await runSuite({
  receiver: process.argv[2],
  wasm: compile('spanloom/spanloom.wasm'),
  linkerWasm: compile('spanloom/linker.wasm'),
});
console.log(JSON.stringify(results));
