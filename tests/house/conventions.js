// The tables of docs/conventions.md, from the rows in src/conventions. `node tests/house/conventions.js` writes them into the page.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain } from '../../scripts/lib/paths.mjs';
import { ROOT, text } from './files.js';

export const PAGE = 'docs/conventions.md';
const FILES = ['shared', 'frameworks', 'products'].map((name) => `src/conventions/built_in_${name}.cc`);

/** In the order of the page. */
const HOLDS = {
  kInput: 'input',
  kInputMessage: 'input',
  kRootInput: 'input, if the span is the root',
  kOutput: 'output',
  kOutputMessage: 'output',
  kRootOutput: 'output, if the span is the root',
  kConversation: 'conversation',
  kInstructions: 'instructions',
  kKind: 'kind',
  kStep: 'step',
  kToolCall: 'tool call',
  kModel: 'model',
  kNothing: 'nothing',
};

/** @typedef {{ carrier: string, name?: string, key: string, holds: keyof typeof HOLDS }} Row */
/** @typedef {{ name: string, source: string, rows: Row[] }} Convention */

/** @param {string} file @returns {Convention[]} */
function conventionsIn(file) {
  const code = text(file);
  const constants = new Map(
    [...code.matchAll(/string_view (k\w+) = "([^"]+)"/g)].map(([, name, value]) => [name, value]),
  );
  /** @type {Map<string, Row[]>} */
  const lists = new Map();
  for (const [, name, body] of code.matchAll(/ConventionRow (k\w+)\[\] = \{\n([\s\S]*?)\n\};/g)) {
    const rows = [...body.matchAll(/(Attribute|Event|Log)\(([^)]*)\)/g)].map(([, carrier, list]) => {
      const words = list.split(',').map((word) => word.trim().replace(/^"(.*)"$/, '$1'));
      const holds = /** @type {keyof typeof HOLDS} */ (words.pop()?.replace('Holds::', ''));
      const key = `${words.pop()}`;
      return { carrier, name: constants.get(words[0]) ?? words[0], key, holds };
    });
    lists.set(name, rows);
  }
  const named = code.slice(code.indexOf('Convention kConventions[]'));
  return [...named.matchAll(/\{"([^"]+)",\s*"([^"]+)",\s*(k\w+)\}/g)].map(([, name, source, list]) => {
    const rows = lists.get(list);
    if (!rows?.length) throw new Error(`${file}: ${list} has no rows that can be read`);
    return { name, source, rows };
  });
}

export const conventions = () => FILES.flatMap(conventionsIn);

/** @param {Row} row */
const where = ({ carrier, name, key }) =>
  carrier === 'Attribute'
    ? `\`${key}\``
    : `${carrier.toLowerCase()} \`${name}\`: ${key === 'body' ? 'body' : `\`${key}\``}`;

/** @param {Convention} convention */
function tableOf({ name, source, rows }) {
  const lines = [...new Set(Object.values(HOLDS))].map((words) => {
    const places = rows.filter(({ holds }) => HOLDS[holds] === words).map(where);
    return places.length > 0 ? `| ${words} | ${places.join(', ')} |\n` : '';
  });
  return `### ${name}\n\n${source}\n\n| holds | where |\n|---|---|\n${lines.join('')}`;
}

const TABLES = /(<!-- conventions -->\n)[\s\S]*(<!-- end of conventions -->)/;

/** The page with the tables of the code. @param {string} page */
export const withTables = (page) =>
  page.replace(TABLES, (_, start, end) => `${start}${conventions().map(tableOf).join('\n')}${end}`);

if (isMain(import.meta)) writeFileSync(join(ROOT, PAGE), withTables(text(PAGE)));
