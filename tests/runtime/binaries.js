// Where the real runtimes are. Their install scripts may not have run (they do not in this repository), and move files
// about when they have: so the names are tried in turn and the first that is a real program, thus large, is taken.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, findFirefox } from '../../scripts/lib/tools.mjs';

const REAL_PROGRAM_BYTES = 10_000_000;
const MODULES = fileURLToPath(new URL('../node_modules/', import.meta.url));

/** @type {Record<string, (platform: string, arch: string) => string[]>} */
const CANDIDATES = {
  workerd: (platform, arch) => [
    `@cloudflare/workerd-${platform}-${arch === 'x64' ? '64' : arch}/bin/workerd`,
    'workerd/bin/workerd',
  ],
  deno: (platform, arch) => [`@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}/deno`, 'deno/deno'],
  bun: (platform, arch) => [
    `@oven/bun-${platform}-${arch === 'arm64' ? 'aarch64' : arch}/bin/bun`,
    'bun/bin/bun.exe', // that name on every platform, once the install script has moved it
    'bun/bin/bun',
  ],
};

/**
 * The full path of a runtime's program.
 * @param {'workerd' | 'deno' | 'bun'} name
 * @param {{ modules?: string, platform?: string, arch?: string }} [place] where to look instead of here
 * @throws {Error} none of the places has it: the message names them
 */
export function binary(name, { modules = MODULES, platform = process.platform, arch = process.arch } = {}) {
  const tried = CANDIDATES[name](platform, arch).map((path) => join(modules, path));
  const found = tried.find((path) => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= REAL_PROGRAM_BYTES);
  if (!found) throw new Error(`no program of ${name}; tried ${tried.join(', ')}`);
  return found;
}

/** @throws {Error} PATH has no Chromium */
export function chromium() {
  const path = findChromium();
  if (!path)
    throw new Error('no Chromium on PATH; tried chromium, chromium-browser, google-chrome-stable, google-chrome');
  return path;
}

/** @throws {Error} PATH has no Firefox */
export function firefox() {
  const path = findFirefox();
  if (!path) throw new Error('no Firefox on PATH; tried firefox-esr, firefox');
  return path;
}

/** How Chromium is started in tests: nothing of its own on the network, and able to run as root. */
export const CHROMIUM_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
