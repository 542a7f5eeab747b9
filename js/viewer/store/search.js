import { nextTurn } from '../../linker/pace.js';
import { recordsOf } from '../otlp/records.js';
import { treeOf } from './tree.js';

const SLICE_MS = 8;
const MAX_DEPTH = 64;
/** Of JSON, also inside JSON. */
const ESCAPES = /\\+(?:u([0-9a-fA-F]{4})|(["/bfnrt]))/g;
const CONTROLS = /** @type {Record<string, string>} */ ({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' });

/** @param {import('./trace.js').Trace} trace @param {string} text @returns {Promise<string[]>} IDs of spans that have it in their name, attributes, events or logs, in order of the tree */
export async function searchTrace({ chunks, rows }, text) {
  const wanted = String(text).toLowerCase();
  const found = new Set();
  let sliceStart = performance.now();
  for (const chunk of [...chunks]) {
    for (const { record, spanId } of recordsOf(chunk.read(rows), chunk.signal)) {
      const { name, attributes, events, body, status } = record;
      if ([name, attributes, events, body, status?.message].some((value) => isIn(value, wanted, 0))) found.add(spanId);
    }
    if (performance.now() - sliceStart < SLICE_MS) continue;
    await nextTurn();
    sliceStart = performance.now();
  }
  return treeOf(rows)
    .map(({ row }) => row.spanId)
    .filter((spanId) => found.has(spanId));
}

/** @param {any} value @param {string} wanted in lower case @param {number} depth @returns {boolean} */
function isIn(value, wanted, depth) {
  if (typeof value === 'string') return hasText(value, wanted);
  if (typeof value === 'number') return hasText(String(value), wanted);
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return false;
  return Object.values(value).some((inner) => isIn(inner, wanted, depth + 1));
}

/** @param {string} value @param {string} wanted */
function hasText(value, wanted) {
  const text = value.toLowerCase();
  return text.includes(wanted) || (text.includes('\\') && unescaped(value).toLowerCase().includes(wanted));
}

/** @param {string} text */
const unescaped = (text) =>
  text.replace(ESCAPES, (_, code, letter) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : (CONTROLS[letter] ?? letter),
  );
