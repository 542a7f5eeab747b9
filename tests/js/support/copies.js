// Copies of the package beside one another, as a monorepo has them.
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** @typedef {typeof import('../../../js/index.js')} Package */

/** A folder for copies, which `remove` deletes. */
export function copies() {
  const dir = mkdtempSync(join(tmpdir(), 'copies-'));
  let count = 0;
  /** @returns where a new copy is */
  const place = () => {
    const to = join(dir, String(count++), 'node_modules/spanloom');
    for (const part of ['js', 'package.json']) cpSync(join(ROOT, part), join(to, part), { recursive: true });
    symlinkSync(join(ROOT, 'dist'), join(to, 'dist'));
    return pathToFileURL(join(to, 'js/index.js')).href;
  };
  return {
    dir,
    place,
    /** @returns {Promise<Package>} */
    load: () => import(place()),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** What a program writes to the console as warnings, from now on. */
export function warnings() {
  /** @type {string[]} */
  const told = [];
  const { warn } = console;
  console.warn = (...args) => void told.push(args.join(' '));
  return {
    told,
    restore() {
      console.warn = warn;
    },
  };
}
