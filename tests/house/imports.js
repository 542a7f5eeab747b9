import { dirname, join } from 'node:path';
import { manifest, sourceFiles, targets, text } from './files.js';

/** Type imports in comments are no imports. */
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const STATIC = /^(?:import|export)\b[^;'"]*?['"]([.#][^'"]*)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([.#][^'"]*)['"]/g;
const INCLUDE = /^#include ["<]([^">]+)[">]/gm;

/** @typedef {{ from: string, to: string }} Arrow from one file to another that it imports */

/** @param {string} path @param {RegExp} pattern @returns {string[]} */
function scriptsIn(path, pattern) {
  const names = Array.from(text(path).replace(COMMENT, '').matchAll(pattern), ([, name]) => name);
  return names
    .flatMap((name) =>
      name.startsWith('#') ? targets(manifest.imports[name]).map((target) => join(target)) : join(dirname(path), name),
    )
    .filter((imported) => /^js\/.*\.jsx?$/.test(imported));
}

/** The scripts of ours that a file of `js` imports while it loads, under any condition. @param {string} path @returns {string[]} */
export const importsOf = (path) => scriptsIn(path, STATIC);

/** The scripts of `js`. */
export const SCRIPTS = sourceFiles('js').filter((path) => /\.jsx?$/.test(path));

/** @returns {Arrow[]} */
export const scriptArrows = () =>
  SCRIPTS.flatMap((from) =>
    [STATIC, DYNAMIC].flatMap((pattern) => scriptsIn(from, pattern)).map((to) => ({ from, to })),
  );

/** The sources of `src`. */
export const SOURCES = sourceFiles('src').filter((path) => /\.(h|cc|inc)$/.test(path));

/** @returns {Arrow[]} */
export const includeArrows = () =>
  SOURCES.flatMap((from) =>
    Array.from(text(from).matchAll(INCLUDE), ([, name]) => ({ from, to: join('src', name) })),
  ).filter(({ to }) => SOURCES.includes(to));
