// Every runtime, and how the suite runs in it.
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { binary, chromium, firefox } from './binaries.js';
import { runInBrowser } from './browsers.js';
import { bundleWorker, WASM } from './bundle.js';
import { runInEdge } from './edge.js';
import { project } from './packed.js';
import { startReceiver } from './receiver.js';
import { serveWorker } from './workerd.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** @typedef {Pick<import('node:test').TestContext, 'after'>} Scope */
/** @typedef {(t: Scope, folder: string) => Promise<Record<string, string>>} Run gives the suite's results */

/** A project with the packed package, the suite, and what starts it. @param {Scope} t */
export function suiteProject(t) {
  const folder = project(t);
  for (const name of ['suite', 'site', 'main.js']) cpSync(join(HERE, name), join(folder, name), { recursive: true });
  return folder;
}

/** @param {(receiver: string) => [program: string, args: string[]]} command @returns {Run} */
const program = (command) => async (t, folder) => {
  const receiver = await startReceiver(t);
  const [file, args] = command(receiver);
  const env = { ...process.env, DENO_DIR: join(folder, '.deno'), DENO_NO_UPDATE_CHECK: '1', DO_NOT_TRACK: '1' };
  const { stdout } = await promisify(execFile)(file, [...args, receiver], { cwd: folder, env, timeout: 200_000 });
  return JSON.parse(stdout);
};

const WORKER = `import { runSuite } from './suite/index.js';
import core from 'spanloom/spanloom.wasm';
import engine from 'spanloom/linker.wasm';
export default {
  async fetch(request) {
    const receiver = new URL(request.url).searchParams.get('receiver');
    return Response.json(await runSuite({ receiver, wasm: async () => core, linkerWasm: async () => engine }));
  },
};
`;

/** @param {...string} flags @returns {Run} */
const workerd =
  (...flags) =>
  async (t, folder) => {
    const receiver = await startReceiver(t);
    await bundleWorker(folder, WORKER);
    const response = await fetch(`${await serveWorker(t, folder, flags, WASM)}/?receiver=${receiver}`);
    const body = await response.text();
    if (response.status !== 200) throw new Error(body);
    return JSON.parse(body);
  };

const denoFlags = (receiver) => ['--no-prompt', '--allow-read=.', `--allow-net=${new URL(receiver).host}`];

/** @type {Record<string, Run>} */
export const RUNTIMES = {
  Node: program(() => [process.execPath, ['main.js']]),
  'Node without eval': program(() => [process.execPath, ['--disallow-code-generation-from-strings', 'main.js']]),
  Deno: program((to) => [binary('deno'), ['run', ...denoFlags(to), '--node-modules-dir=manual', 'main.js']]),
  Bun: program(() => [binary('bun'), ['main.js']]),
  'workerd with `nodejs_als`': workerd('nodejs_als'),
  'workerd with `nodejs_compat`': workerd('nodejs_compat'),
  'workerd without a flag': workerd(),
  'Vercel Edge': async (t, folder) => runInEdge(folder, await startReceiver(t)),
  'Chromium page': (t, folder) => runInBrowser(t, folder, 'chromium', 'page'),
  'Chromium web worker': (t, folder) => runInBrowser(t, folder, 'chromium', 'worker'),
  'Chromium service worker': (t, folder) => runInBrowser(t, folder, 'chromium', 'service-worker'),
  'Firefox page': (t, folder) => runInBrowser(t, folder, 'firefox', 'page'),
  'Firefox web worker': (t, folder) => runInBrowser(t, folder, 'firefox', 'worker'),
  'Firefox service worker': (t, folder) => runInBrowser(t, folder, 'firefox', 'service-worker'),
};

/** What is installed here, as `name version`. */
export function versions() {
  const said = (file, ...flags) =>
    /\d+(\.\d+)+/.exec(
      execFileSync(file, ['--version', ...flags], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    )?.[0];
  const ofPackage = (name) =>
    JSON.parse(readFileSync(join(HERE, '../node_modules', name, 'package.json'), 'utf8')).version;
  return [
    `Node ${process.versions.node}`,
    ...['deno', 'bun'].map((name) => `${name === 'deno' ? 'Deno' : 'Bun'} ${said(binary(name))}`),
    `workerd ${ofPackage('workerd')}`,
    `edge-runtime ${ofPackage('edge-runtime')}`,
    `Chromium ${said(chromium(), '--no-sandbox')}`,
    `Firefox ${said(firefox())}`,
  ];
}
