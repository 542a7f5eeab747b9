import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { project } from '../runtime/packed.js';

const FIXTURES = fileURLToPath(new URL('fixtures/', import.meta.url));

/**
 * A project that has the packed package and the scenario, and the files of these fixtures, each over the one before.
 * @param {import('node:test').TestContext} t
 * @param {string[]} names
 * @returns {string} its folder
 */
export function fixture(t, ...names) {
  const folder = project(t);
  for (const name of names) cpSync(join(FIXTURES, name), folder, { recursive: true });
  return folder;
}

/** Writes the page for a bundler that makes none: the project's own, with the entry that was built. */
export function writePage(folder, entry) {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  writeFileSync(join(folder, 'dist/index.html'), page.replace('main.js', entry));
}
