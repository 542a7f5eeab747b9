// Checks the options of a linker and of its methods, and adds the defaults.
import {
  BOOLEAN,
  between,
  COUNT,
  checkOptions,
  either,
  FUNCTION,
  oneOf,
  RECORD,
  readOptions,
  WHOLE,
} from '../base/check.js';
import { ACCEPTS, isSource } from '../wasm/source.js';

/** @typedef {Record<string, import('../base/check.js').RuleOrDefault>} Rules */

const MAX_UINT32 = 0xffffffff;
/** The engine has 2 GB at most, and needs some for a result beside what waits. */
const MAX_BYTES = 2 ** 30;
/** JavaScript's strings cannot be much longer. */
const MAX_JSON_BYTES = 2 ** 28;

const isShare = (/** @type {any} */ share) =>
  COUNT[1](share?.index) && share.index < share.count && WHOLE[1](share.count) && share.count <= MAX_UINT32;
/** @type {import('../base/check.js').RuleOrDefault} */
const SHARE = ['an object { index, count }, with an index from 0 to count - 1', isShare, { index: 0, count: 1 }];

/** @type {Rules} */
const LINKER = {
  grace: ['a number, 0 or more', (value) => typeof value === 'number' && value >= 0, 5000],
  maxTraces: [...WHOLE, 10_000],
  maxTraceBytes: [...WHOLE, 64 * 2 ** 20],
  maxBytes: [...WHOLE, 512 * 2 ** 20],
  clock: [...FUNCTION, () => performance.now()],
  share: SHARE,
  links: [...RECORD, {}],
  conventions: ['a list of conventions', Array.isArray, []],
  wasm: [ACCEPTS, isSource],
};
/** @type {Rules} */
const LINKS = { text: [...RECORD, {}] };
/** 0 is the core's default. @type {Rules} */
const TEXT = { minLength: [...between(8, 1024), 0] };

const TRACE_ID = /^[0-9a-f]{32}$/i;
/** @type {import('../base/check.js').Rule} */
const TRACE = ['a trace ID of 32 hex digits', (value) => typeof value === 'string' && TRACE_ID.test(value)];

/** @type {Rules} */
const ADD = { signal: oneOf('traces', 'logs') };
/** @type {Rules} */
const TAKE = {
  format: [...oneOf('protobuf', 'json'), 'protobuf'],
  done: [...either(BOOLEAN, TRACE), false],
  maxBytes: [...WHOLE, Infinity],
};
/** @type {Rules} */
const PROCESS = { done: [...BOOLEAN, false] };
/** @type {Rules} */
const EXPLAIN = { reverse: [...BOOLEAN, false] };

/**
 * Returns the options as the core takes them, and where the module is. Throws a ConfigurationError that names the wrong option.
 * @param {unknown} options
 * @returns {{ wasm: unknown, clock: () => number, settings: import('../types/linker-binding.js').BoundOptions }}
 */
export function readLinkerOptions(options) {
  const { wasm, clock, share, links, conventions, ...limits } = readOptions('createLinker()', options, LINKER);
  const { text } = readOptions('createLinker(): links', links, LINKS);
  const { minLength } = readOptions('createLinker(): links.text', text, TEXT);
  const settings = {
    grace: limits.grace,
    maxTraces: Math.min(limits.maxTraces, MAX_UINT32),
    maxTraceBytes: Math.min(limits.maxTraceBytes, limits.maxBytes, MAX_BYTES),
    maxBytes: Math.min(limits.maxBytes, MAX_BYTES),
    minLength,
    conventions: conventions.length > 0 ? JSON.stringify(conventions) : '',
    shareIndex: share.index,
    shareCount: share.count,
  };
  return { wasm, clock, settings };
}

/** @param {unknown} options @returns {{ signal?: 'traces' | 'logs' }} */
export const readAddOptions = (options = {}) => checkOptions('linker.add()', options, ADD);

/** @param {unknown} options @returns {{ format: 'protobuf' | 'json', isAll: boolean, traceId: string, maxBytes: number }} */
export function readTakeOptions(options = {}) {
  const { format, done, maxBytes } = readOptions('linker.take()', options, TAKE);
  return {
    format,
    isAll: done === true,
    traceId: typeof done === 'string' ? done.toLowerCase() : '',
    maxBytes: format === 'json' ? Math.min(maxBytes, MAX_JSON_BYTES) : maxBytes,
  };
}

/** @param {unknown} options @returns {{ done: boolean }} */
export const readProcessOptions = (options = {}) => readOptions('linker.process()', options, PROCESS);

/** @param {unknown} options @returns {{ reverse: boolean }} */
export const readExplainOptions = (options = {}) => readOptions('linker.explain()', options, EXPLAIN);
