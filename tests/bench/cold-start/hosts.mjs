// Where it is measured: each gives a function that runs one measurement in a fresh process or browser context, in milliseconds.
import { execFile, spawn } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { chromium as playwright } from 'playwright-core';
import { binary, CHROMIUM_FLAGS, chromium } from '../../runtime/binaries.js';
import { EMPTY } from './program.js';

/** @typedef {'first' | 'core' | 'empty'} What */
/** @typedef {{ run: (what: What) => Promise<number>, close?: () => Promise<void> }} Host */

const FILES = ['program.js', 'run.js', 'worker.js', 'page.js'];
const WASM = 'node_modules/spanloom/dist/spanloom.wasm';

/** Puts the programs into a project that has the package. @param {string} folder */
export function addPrograms(folder) {
  for (const file of FILES) copyFileSync(fileURLToPath(new URL(file, import.meta.url)), join(folder, file));
}

/** @param {string} folder @param {() => [program: string, args: string[]]} command @returns {Host} */
const program = (folder, command) => ({
  async run(what) {
    const [file, args] = command();
    const env = { ...process.env, DENO_DIR: join(folder, '.deno'), DENO_NO_UPDATE_CHECK: '1' };
    const { stdout } = await promisify(execFile)(file, [...args, 'run.js', what], {
      cwd: folder,
      env,
      timeout: 60_000,
    });
    return Number(stdout);
  },
});

/** @param {string} folder @param {string} entry @param {import('esbuild').BuildOptions} options */
const bundle = (folder, entry, options) =>
  build({
    entryPoints: [join(folder, entry)],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
    ...options,
  });

/** @param {string} folder @returns {Promise<Host>} */
async function workerd(folder) {
  const wasm = {
    name: 'wasm',
    setup: (bundler) =>
      bundler.onResolve({ filter: /\.wasm$/ }, ({ path }) => ({ path: `./${basename(path)}`, external: true })),
  };
  const conditions = ['workerd', 'worker', 'browser'];
  await bundle(folder, 'worker.js', {
    outfile: join(folder, 'bundled.js'),
    conditions,
    external: ['node:*'],
    plugins: [wasm],
  });
  copyFileSync(join(folder, WASM), join(folder, 'spanloom.wasm'));
  writeFileSync(join(folder, 'empty.wasm'), EMPTY);
  writeFileSync(join(folder, 'worker.capnp'), WORKERD);
  return {
    async run(what) {
      const child = spawn(binary('workerd'), ['serve', '--control-fd=3', 'worker.capnp'], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
      });
      try {
        const [line] = await new Promise((resolve, reject) => {
          child.on('exit', (code) => reject(new Error(`workerd ended with ${code}`)));
          createInterface({ input: child.stdio[3] }).on('line', (text) => resolve([text]));
        });
        const url = `http://127.0.0.1:${JSON.parse(line).port}/${what}`;
        // Its own clock counts whole milliseconds.
        const sent = performance.now();
        await (await fetch(url)).text();
        return performance.now() - sent;
      } finally {
        child.kill('SIGKILL');
      }
    },
  };
}

const WORKERD = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "bundled.js"),
    (name = "spanloom.wasm", wasm = embed "spanloom.wasm"),
    (name = "empty.wasm", wasm = embed "empty.wasm"),
  ],
  compatibilityDate = "2026-06-01",
);
`;

/** @param {string} folder @returns {Promise<Host>} */
async function page(folder) {
  const { outputFiles } = await bundle(folder, 'page.js', {
    outdir: '/app',
    splitting: true,
    minify: true,
    write: false,
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [path, contents]));
  files.set('/dist/spanloom.wasm', readFileSync(join(folder, WASM)));
  const server = createServer(({ url }, response) => {
    const file = files.get(url);
    const type = file ? (url.endsWith('.wasm') ? 'application/wasm' : 'text/javascript') : 'text/html';
    response
      .setHeader('content-type', type)
      .end(file ?? '<!doctype html><script type="module" src="/app/page.js"></script>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await playwright.launch({ executablePath: chromium(), args: CHROMIUM_FLAGS });
  return {
    async run(what) {
      const context = await browser.newContext();
      const tab = await context.newPage();
      await tab.goto(`http://127.0.0.1:${server.address().port}/`);
      await tab.waitForFunction('globalThis.measure');
      const found = await tab.evaluate(`measure.${what}()`);
      await context.close();
      return found;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** @type {Record<string, (folder: string) => Host | Promise<Host>>} */
export const HOSTS = {
  Node: (folder) => program(folder, () => [process.execPath, []]),
  workerd,
  Deno: (folder) =>
    program(folder, () => [binary('deno'), ['run', '--no-prompt', '--allow-read=.', '--node-modules-dir=manual']]),
  Bun: (folder) => program(folder, () => [binary('bun'), []]),
  Chromium: page,
};
