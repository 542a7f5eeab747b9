import { readFileSync } from 'node:fs';

/** The version of an installed package of this folder. @param {string} name */
export const versionOf = (name) =>
  JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
