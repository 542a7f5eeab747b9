// Runs an example where its packages and spanloom are installed, and keeps its spans beside what it prints.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../frameworks/server.js';
import { MODELS } from './models.js';
import { installTapped, spansIn } from './tapped.js';

/** @typedef {import('../../js/index.js').FinishedSpan} Span */

export const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));
export const PACKAGES = fileURLToPath(new URL('../frameworks/node_modules', import.meta.url));

/** A folder for programs that import spanloom and the packages. @param {import('node:test').TestContext} t */
function workshop(t) {
  const root = mkdtempSync(join(tmpdir(), 'spanloom-examples-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'examples');
  mkdirSync(folder);
  symlinkSync(PACKAGES, join(root, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  installTapped(folder);
  return folder;
}

/** @param {import('node:test').TestContext} t @param {string} name of its model */
export async function startModel(t, name) {
  const server = await startServer(MODELS[name]);
  t.after(() => server.close());
  return server;
}

/**
 * @param {import('node:test').TestContext} t @param {string} name
 * @returns {Promise<{ code: number | null, out: string, err: string, spans: Span[] }>}
 */
export async function runExample(t, name) {
  const { url } = await startModel(t, name);
  const folder = workshop(t);
  const file = join(folder, `${name}.js`);
  copyFileSync(join(EXAMPLES, `${name}.js`), file);
  const SPANS = join(folder, 'spans.json');
  const keys = { OPENAI_API_KEY: 'key', ANTHROPIC_API_KEY: 'key' };
  const urls = { OPENAI_BASE_URL: `${url}/v1`, ANTHROPIC_BASE_URL: url };
  const child = spawn(process.execPath, [file], { env: { ...process.env, ...keys, ...urls, SPANS, NO_COLOR: '1' } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (err += data));
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, out, err, spans: code === 0 ? spansIn(SPANS) : [] };
}
