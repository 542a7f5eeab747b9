// Runs programs as they stand, and keeps their spans: the package that they import is spanloom with one exporter more.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('../../js/index.js').FinishedSpan} Span */

const TAPPED = `
import { writeFileSync } from 'node:fs';
import { init as begin, memory } from '${import.meta.resolve('spanloom')}';

export * from '${import.meta.resolve('spanloom')}';
const kept = memory();
export const init = (options) => begin({ ...options, exporters: [...options.exporters, kept] });
const plain = (key, value) => (typeof value === 'bigint' ? \`\${value}\` : value);
process.on('exit', () => writeFileSync(process.env.SPANS, JSON.stringify(kept.spans, plain)));
`;

/** @param {string} folder of programs. They need SPANS, the file for their spans, in their environment */
export function installTapped(folder) {
  const tapped = join(folder, 'node_modules/spanloom');
  mkdirSync(tapped, { recursive: true });
  writeFileSync(join(tapped, 'package.json'), '{ "type": "module", "exports": "./index.js" }');
  writeFileSync(join(tapped, 'index.js'), TAPPED);
}

/** @param {string} file @returns {Span[]} */
export function spansIn(file) {
  const big = (/** @type {string} */ key, /** @type {any} */ value) =>
    key.endsWith('UnixNano') ? BigInt(value) : value;
  return JSON.parse(readFileSync(file, 'utf8'), big);
}
