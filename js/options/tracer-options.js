// Checks the options of a tracer, and adds the defaults.

import { MAX_TIMEOUT_MS } from '../base/abortable-timeout.js';
import {
  BOOLEAN,
  between,
  COUNT,
  either,
  FUNCTION,
  oneOf,
  POSITIVE,
  RECORD,
  readOptions,
  STRING,
  WHOLE,
} from '../base/check.js';
import { ConfigurationError } from '../base/errors.js';
import { ignoreRejection } from '../base/ignore-rejection.js';
import { isTrue } from '../base/predicate.js';
import { readExporter } from '../exporters/read-exporter.js';
import { describeFailure } from '../failures/describe-failure.js';
import { ACCEPTS, isSource } from '../wasm/source.js';
import { readPropagate } from './propagate.js';

/** @typedef {Record<string, import('../base/check.js').RuleOrDefault>} Rules */
/** @typedef {import('../index.js').TracerOptions} TracerOptions */
/** @typedef {import('../index.js').LinkOptions} LinkOptions */
/** @typedef {'service' | 'resource' | 'enabled' | 'sample' | 'streamTimeout' | 'promiseTimeout'} WithFallback */

/**
 * The checked options, with defaults.
 * @typedef {Required<Pick<TracerOptions, WithFallback>> & Pick<TracerOptions, 'version' | 'environment' | 'mask' | 'context' | 'wasm'> & {
 *   exporters: import('../exporters/read-exporter.js').ReadExporter[],
 *   onError(error: unknown): void,
 *   baggage: readonly string[],
 *   capture: Required<import('../index.js').CaptureOptions>,
 *   links: ReturnType<typeof readLinks>,
 *   queue: Required<import('../index.js').QueueOptions>,
 *   propagate: import('./propagate.js').IsDestination | undefined,
 * }} Settings
 */

const isContext = (/** @type {any} */ item) => typeof item?.get === 'function' && typeof item?.run === 'function';

const STREAM_TIMEOUT = 300_000;
/** A model may take long, and an agent may wait for people. */
const PROMISE_TIMEOUT = 3_600_000;

/** @type {import('../base/check.js').Rule} */
const BAGGAGE_KEYS = [
  'a list of names, without spaces and separators',
  (value) =>
    Array.isArray(value) && value.every((key) => typeof key === 'string' && /^[!#$%&'*+.^_`|~\w-]+$/.test(key)),
];
/** What backends group and filter by. */
const BAGGAGE = ['session.id', 'user.id', 'tag.tags'];

/** @type {Rules} */
const TRACER = {
  service: [...STRING, 'unknown_service'],
  version: STRING,
  environment: STRING,
  resource: [...RECORD, {}],
  exporters: ['a list of exporters, such as [otlp()]', Array.isArray, []],
  enabled: [...BOOLEAN, true],
  sample: [
    ...either(['a number from 0 to 1', (value) => typeof value === 'number' && value >= 0 && value <= 1], FUNCTION),
    1,
  ],
  capture: [...either(BOOLEAN, RECORD), true],
  mask: FUNCTION,
  links: [...either(BOOLEAN, RECORD), true],
  queue: [...RECORD, {}],
  propagate: RECORD,
  streamTimeout: POSITIVE,
  promiseTimeout: POSITIVE,
  context: ['a context manager with get() and run()', isContext],
  awaitHook: BOOLEAN,
  baggage: [...either(BOOLEAN, BAGGAGE_KEYS), []],
  onError: FUNCTION,
  wasm: [ACCEPTS, isSource],
};
/** @type {Rules} */
const CAPTURE = { input: [...BOOLEAN, true], output: [...BOOLEAN, true], maxValueBytes: [...POSITIVE, 262_144] };
/** Longer values are always truncated, as they are too large for the core. */
const MAX_VALUE_BYTES = 2 ** 26;
/** @type {Rules} */
const LINKS = {
  policy: [...oneOf('flow', 'every-use', 'off'), 'flow'],
  identity: [...BOOLEAN, true],
  members: [...either(BOOLEAN, RECORD), true],
  structure: [...BOOLEAN, true],
  text: [...either(BOOLEAN, RECORD), true],
  attribution: [...BOOLEAN, false],
  ignore: FUNCTION,
  maxTraces: [...POSITIVE, 1024],
  maxObjects: [...POSITIVE, 1 << 20],
  maxTextBytes: [...POSITIVE, 16 * 2 ** 20],
};
/** 0 is the core's default. @type {Rules} */
const TEXT = { minLength: [...between(8, 1024), 0], ranges: [...BOOLEAN, false] };
/** @type {Rules} */
const MEMBERS = { depth: [...COUNT, 6], nodes: [...POSITIVE, 256] };
/** @type {Rules} */
const QUEUE = {
  maxSpans: [...WHOLE, 8192],
  maxBytes: [...WHOLE, 64 * 2 ** 20],
  flushInterval: [...POSITIVE, 1000],
  maxBatchBytes: [...WHOLE, 4 * 2 ** 20],
  maxBatchSpans: [...WHOLE, 512],
  maxOpenSpans: [...WHOLE, 16_384],
  maxOpenBytes: [...WHOLE, 64 * 2 ** 20],
};

/**
 * Returns the options with defaults. Throws a ConfigurationError that names the wrong option.
 * @param {string} owner @param {TracerOptions} options @returns {Settings}
 */
export function readTracerOptions(owner, options) {
  const settings = readOptions(owner, options, TRACER);
  const { exporters, capture, links, queue, propagate, baggage, onError = warnOnce() } = settings;
  if (new Set(exporters).size < exporters.length)
    throw new ConfigurationError(`${owner}: an exporter is listed twice in 'exporters'`);
  const { streamTimeout = STREAM_TIMEOUT, promiseTimeout = settings.streamTimeout ?? PROMISE_TIMEOUT } = settings;
  return {
    ...settings,
    exporters: Array.from(exporters, (exporter, i) => readExporter(`${owner}: exporters[${i}]`, exporter)),
    streamTimeout: Math.min(streamTimeout, MAX_TIMEOUT_MS),
    promiseTimeout: Math.min(promiseTimeout, MAX_TIMEOUT_MS),
    onError: neverThrowing(onError),
    baggage: isSwitch(baggage) ? (baggage ? BAGGAGE : []) : [...baggage],
    capture: readCapture(`${owner}: capture`, isSwitch(capture) ? { input: capture, output: capture } : capture),
    links: readLinks(`${owner}: links`, isSwitch(links) ? { policy: links ? 'flow' : 'off' } : links),
    queue: readQueue(`${owner}: queue`, queue),
    propagate: readPropagate(`${owner}: propagate`, propagate),
  };
}

/** @param {string} owner @param {import('../index.js').CaptureOptions} options */
function readCapture(owner, options) {
  /** @type {Settings['capture']} */
  const capture = readOptions(owner, options, CAPTURE);
  capture.maxValueBytes = Math.min(capture.maxValueBytes, MAX_VALUE_BYTES);
  return capture;
}

/** @param {unknown} value @returns {value is boolean} */
const isSwitch = (value) => typeof value === 'boolean';

/** @param {string} owner @param {LinkOptions} options */
function readLinks(owner, options) {
  /** @type {Required<Omit<LinkOptions, 'ignore'>> & Pick<LinkOptions, 'ignore'>} */
  const given = readOptions(owner, options, LINKS);
  const { policy, identity, members, structure, text, attribution, ignore, ...caps } = given;
  /** @type {{ minLength: number, ranges: boolean }} */
  const { minLength, ranges } = readOptions(`${owner}.text`, isSwitch(text) ? {} : text, TEXT);
  /** @type {{ depth: number, nodes: number }} */
  const walk = readOptions(`${owner}.members`, isSwitch(members) ? {} : members, MEMBERS);
  if (!members || policy === 'every-use') walk.depth = 0;
  return {
    policy,
    isOn: policy !== 'off' && identity,
    byContent: policy === 'flow' && (structure || text !== false),
    evidence: { structure, text: text !== false, attribution, ranges },
    limits: { ...walk, ignore: ignore && ((/** @type {unknown} */ value) => isTrue(ignore, value)) },
    minLength,
    ...caps,
  };
}

/** @param {string} owner @param {import('../index.js').QueueOptions} options */
function readQueue(owner, options) {
  /** @type {Settings['queue']} */
  const queue = readOptions(owner, options, QUEUE);
  // A batch has to fit into the queue, and encoding makes it a little larger.
  queue.maxBatchSpans = Math.min(queue.maxBatchSpans, queue.maxSpans);
  queue.maxBatchBytes = Math.min(queue.maxBatchBytes, queue.maxBytes / 2);
  queue.flushInterval = Math.min(queue.flushInterval, MAX_TIMEOUT_MS);
  return queue;
}

/** Wraps the user's `onError`, so that it never throws. @param {(error: unknown) => void} onError */
function neverThrowing(onError) {
  return (/** @type {unknown} */ error) => {
    try {
      ignoreRejection(onError(error));
    } catch {
      // There is nobody else to report to.
    }
  };
}

const MAX_WARNINGS = 20;

/** The default `onError`: prints each message once, up to MAX_WARNINGS messages. */
function warnOnce() {
  const printed = new Set();
  return (/** @type {unknown} */ error) => {
    const { message: text } = describeFailure(error);
    if (printed.has(text) || printed.size >= MAX_WARNINGS) return;
    printed.add(text);
    console.warn(`spanloom: ${text}`);
  };
}
