// A project whose page runs a program of one test.
import { copyFileSync, cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { project } from './packed.js';

/**
 * @param {import('node:test').TestContext} t @param {string} program of this folder, which the page runs
 * @param {string[]} support what it needs of tests/js/support: it is at `/support/`
 */
export function ownSite(t, program, support) {
  const folder = project(t);
  mkdirSync(join(folder, 'site'));
  copyFileSync(fileURLToPath(new URL(program, import.meta.url)), join(folder, 'site/index.js'));
  for (const name of support)
    cpSync(fileURLToPath(new URL(`../js/support/${name}`, import.meta.url)), join(folder, 'support', name), {
      recursive: true,
    });
  return folder;
}
