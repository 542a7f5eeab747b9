import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const MADE = new Set(['node_modules', 'build', 'dist', '.git', '.wrangler']);

/** Every file that is written by hand, relative to the root. */
export function sourceFiles(folder = '') {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => !MADE.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sourceFiles(path) : [path];
    });
}

export const text = (path) => readFileSync(join(ROOT, path), 'utf8');

export const manifest = JSON.parse(text('package.json'));

/** The files that the package map names, whatever their condition. */
export function targets(map) {
  return typeof map === 'string' ? [map] : Object.values(map).flatMap(targets);
}
