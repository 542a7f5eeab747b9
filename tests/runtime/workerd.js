import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { binary } from './binaries.js';

const CONTROL = 3;

/**
 * Serves `worker.js` of a folder, and its WebAssembly modules, in real workerd, until the test is over.
 * @param {import('node:test').TestContext} t
 * @param {string} folder
 * @param {string[]} flags compatibility flags
 * @param {string[]} [wasm] the modules' files
 * @param {Record<string, string>} [bindings] the texts of its environment
 * @returns {Promise<string>} the URL it listens at
 * @throws {Error} it ended instead; with what it printed
 */
export function serveWorker(t, folder, flags, wasm = ['spanloom.wasm'], bindings = {}) {
  writeFileSync(join(folder, 'worker.capnp'), config(flags, wasm, bindings));
  const child = spawn(binary('workerd'), ['serve', `--control-fd=${CONTROL}`, 'worker.capnp'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`workerd ended with ${code}: ${output}`)));
    createInterface({ input: child.stdio[CONTROL] }).on('line', (line) => {
      const { event, port } = JSON.parse(line);
      if (event === 'listen') resolve(`http://127.0.0.1:${port}`);
    });
  });
}

const config = (flags, wasm, bindings) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
${wasm.map((name) => `    (name = "${name}", wasm = embed "${name}"),`).join('\n')}
  ],
  bindings = [${Object.entries(bindings).map(([name, text]) => `(name = "${name}", text = "${text}")`)}],
  compatibilityDate = "2026-06-01",
  compatibilityFlags = [${flags.map((flag) => `"${flag}"`).join(', ')}],
);
`;
