// What `npm pack` and `npm publish` need: the built core, and a README whose links work on the registry's page.
// The registry shows the README alone, so relative links lead nowhere there. unpkg serves every file of a published package.
// `--restore` brings the README of the repository back, once the tarball is made.
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { isMain, root } from './lib/paths.mjs';
import { reportFailure } from './lib/run.mjs';

const README = join(root, 'README.md');
const KEPT = join(root, 'build/README.kept.md');

/** The README with absolute links and pictures. @param {string} readme @param {{ name: string, version: string }} manifest */
export const withAbsoluteLinks = (readme, { name, version }) =>
  readme.replace(/(\]\(|<(?:img|source)\b[^>]*\bsrc(?:set)?=")(?!#|\w+:)/g, `$1https://unpkg.com/${name}@${version}/`);

async function main() {
  // Also after a run that was interrupted, or the tarball would be made of its README.
  if (existsSync(KEPT)) renameSync(KEPT, README);
  if (process.argv.includes('--restore')) return;
  await build();
  mkdirSync(join(root, 'build'), { recursive: true });
  copyFileSync(README, KEPT);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(README, withAbsoluteLinks(readFileSync(README, 'utf8'), manifest));
}

if (isMain(import.meta)) await main().catch(reportFailure);
