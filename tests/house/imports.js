import { dirname, join } from 'node:path';
import { manifest, sourceFiles, targets, text } from './files.js';

const IMPORT = /^(?:import|export)\b[^;]*?\bfrom '([.#][^']*)'/gm;
const INCLUDE = /^#include "([^"]+)"/gm;

/** @typedef {{ from: string, to: string }} Arrow from one file to another that it imports */

/** The scripts of ours that a file of `js` imports while it loads, under any condition. @param {string} path @returns {string[]} */
export function importsOf(path) {
  const names = Array.from(text(path).matchAll(IMPORT), ([, name]) => name);
  return names
    .flatMap((name) =>
      name.startsWith('#') ? targets(manifest.imports[name]).map((target) => join(target)) : join(dirname(path), name),
    )
    .filter((imported) => /^js\/.*\.js$/.test(imported));
}

/** The scripts of `js`. */
export const SCRIPTS = sourceFiles('js').filter((path) => path.endsWith('.js'));

/** @returns {Arrow[]} */
export const scriptArrows = () => SCRIPTS.flatMap((from) => importsOf(from).map((to) => ({ from, to })));

/** @returns {Arrow[]} */
export const includeArrows = () =>
  sourceFiles('src')
    .filter((path) => /\.(h|cc|inc)$/.test(path))
    .flatMap((from) => Array.from(text(from).matchAll(INCLUDE), ([, name]) => ({ from, to: join('src', name) })));
