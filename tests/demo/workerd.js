// The worker example as it is deployed: bundled, its Wasm a module of its own, in real workerd.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { binary } from '../runtime/binaries.js';
import { bundleWorker } from '../runtime/bundle-worker.js';

const path = (relative) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const CONTROL = 3;
const SETTINGS = JSON.parse(readFileSync(path('examples/worker/wrangler.json'), 'utf8'));

/** @param {import('node:test').TestContext} t @param {{ otlpUrl: string }} options @returns {Promise<string>} where it listens */
export async function serveExample(t, { otlpUrl }) {
  const folder = await bundleWorker(t, path(`examples/worker/${SETTINGS.main}`), [path('tests/node_modules')]);
  writeFileSync(join(folder, 'worker.capnp'), config(otlpUrl));
  return serve(t, folder);
}

function serve(t, folder) {
  const child = spawn(binary('workerd'), ['serve', `--control-fd=${CONTROL}`, 'worker.capnp'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`workerd ended with ${code}: ${Buffer.concat(output)}`)));
    createInterface({ input: child.stdio[CONTROL] }).on('line', (line) => {
      const { event, port } = JSON.parse(line);
      if (event === 'listen') resolve(`http://127.0.0.1:${port}`);
    });
  });
}

const config = (otlpUrl) => `using Workerd = import "/workerd/workerd.capnp";
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
    (name = "spanloom.wasm", wasm = embed "spanloom.wasm"),
  ],
  bindings = [(name = "OTLP_URL", text = "${otlpUrl}")],
  compatibilityDate = "${SETTINGS.compatibility_date}",
  compatibilityFlags = ${JSON.stringify(SETTINGS.compatibility_flags)},
);
`;
