// The tracer's options: what each may be and what it is when it is not given.
import { ConfigurationError } from '../errors.js';
import { ignoreRejection } from '../tracer/ignore-rejection.js';
import {
  ANYTHING,
  BOOLEAN,
  between,
  COUNT,
  checkOptions,
  either,
  FUNCTION,
  oneOf,
  POSITIVE,
  RECORD,
  STRING,
  WHOLE,
} from './check.js';

/** @typedef {import('../index.js').TracerOptions} TracerOptions */
/** @typedef {ReturnType<typeof readTracerOptions>} Settings */

const isExporter = (/** @type {any} */ item) => typeof item?.export === 'function';
const isContext = (/** @type {any} */ item) => typeof item?.get === 'function' && typeof item?.run === 'function';

/** Longer delays count as none. */
const LONGEST_TIMER = 2 ** 31 - 1;

const TRACER = {
  service: STRING,
  version: STRING,
  environment: STRING,
  resource: RECORD,
  exporters: /** @type {import('./check.js').Rule} */ ([
    'a list of exporters, such as [otlp()]',
    (value) => Array.isArray(value) && value.every(isExporter),
  ]),
  enabled: BOOLEAN,
  sample: either(['a number from 0 to 1', (value) => typeof value === 'number' && value >= 0 && value <= 1], FUNCTION),
  capture: either(BOOLEAN, RECORD),
  mask: FUNCTION,
  links: either(BOOLEAN, RECORD),
  queue: RECORD,
  streamTimeout: POSITIVE,
  context: /** @type {import('./check.js').Rule} */ (['a context manager with get() and run()', isContext]),
  onError: FUNCTION,
  wasm: ANYTHING,
};

const CAPTURE = { input: BOOLEAN, output: BOOLEAN, maxValueBytes: POSITIVE };
const LINKS = {
  policy: oneOf('flow', 'every-use', 'off'),
  identity: BOOLEAN,
  members: either(BOOLEAN, RECORD),
  structure: BOOLEAN,
  text: either(BOOLEAN, RECORD),
  attribution: BOOLEAN,
  ignore: FUNCTION,
  maxTraces: POSITIVE,
  maxObjects: POSITIVE,
  maxTextBytes: POSITIVE,
};
const TEXT = { minLength: between(8, 1024), ranges: BOOLEAN };
const MEMBERS = { depth: COUNT, nodes: POSITIVE };
const QUEUE = {
  maxSpans: WHOLE,
  maxBytes: WHOLE,
  flushInterval: POSITIVE,
  maxBatchBytes: WHOLE,
  maxBatchSpans: WHOLE,
};

/**
 * The options with their defaults. Throws a ConfigurationError that names the option.
 * @param {string} owner @param {TracerOptions} options
 */
export function readTracerOptions(owner, options) {
  checkOptions(owner, options, TRACER);
  const {
    service = 'unknown_service',
    resource = {},
    version,
    environment,
    exporters = [],
    enabled = true,
    sample = 1,
    mask,
    context,
    wasm,
  } = options;
  const { capture = true, links = true, queue = {}, streamTimeout = 300_000, onError = warnOnce() } = options;
  if (new Set(exporters).size < exporters.length)
    throw new ConfigurationError(`${owner}: an exporter is listed twice in 'exporters'`);
  return {
    service,
    version,
    environment,
    resource,
    exporters,
    enabled,
    sample,
    mask,
    context,
    wasm,
    streamTimeout: Math.min(streamTimeout, LONGEST_TIMER),
    onError: quiet(onError),
    capture: readCapture(owner, capture),
    links: readLinks(owner, links),
    queue: readQueue(owner, queue),
  };
}

/** @param {string} owner @param {boolean | import('../index.js').CaptureOptions} capture */
function readCapture(owner, capture) {
  const given = typeof capture === 'boolean' ? { input: capture, output: capture } : capture;
  checkOptions(`${owner}: capture`, given, CAPTURE);
  return { input: true, output: true, maxValueBytes: 262_144, ...given };
}

/** @param {string} owner @param {boolean | import('../index.js').LinkOptions} links */
function readLinks(owner, links) {
  /** @type {import('../index.js').LinkOptions} */
  const given = typeof links === 'boolean' ? { policy: links ? 'flow' : 'off' } : links;
  checkOptions(`${owner}: links`, given, LINKS);
  const {
    policy = 'flow',
    identity = true,
    members = true,
    structure = true,
    text = true,
    attribution = false,
  } = given;
  const { ignore, maxTraces = 1024, maxObjects = 1 << 20, maxTextBytes = 16 * 2 ** 20 } = given;
  const tuned = typeof text === 'boolean' ? {} : text;
  checkOptions(`${owner}: links.text`, tuned, TEXT);
  // 0 is the core's default.
  const { minLength = 0, ranges = false } = tuned;
  const walk = typeof members === 'boolean' ? (members ? {} : { depth: 0 }) : members;
  checkOptions(`${owner}: links.members`, walk, MEMBERS);
  const isWhole = policy === 'every-use';
  const limits = { depth: 6, nodes: 256, ...walk, ...(isWhole && { depth: 0 }), ignore: ignore && guarded(ignore) };
  return {
    policy,
    isOn: policy !== 'off' && identity,
    byContent: policy === 'flow' && (structure || text !== false),
    evidence: { structure, text: text !== false, attribution, ranges },
    limits,
    minLength,
    maxTraces,
    maxObjects,
    maxTextBytes,
  };
}

/** @param {string} owner @param {import('../index.js').QueueOptions} queue */
function readQueue(owner, queue) {
  checkOptions(`${owner}: queue`, queue, QUEUE);
  const { maxSpans = 8192, maxBytes = 64 * 2 ** 20, flushInterval = 1000 } = queue;
  const { maxBatchSpans = 512, maxBatchBytes = 4 * 2 ** 20 } = queue;
  return {
    maxSpans,
    maxBytes,
    flushInterval: Math.min(flushInterval, LONGEST_TIMER),
    // A batch has to fit into the queue, and is a little larger when it is encoded.
    maxBatchSpans: Math.min(maxBatchSpans, maxSpans),
    maxBatchBytes: Math.min(maxBatchBytes, maxBytes / 2),
  };
}

/** A value that the user's predicate cannot judge is not left out. @param {(value: unknown) => boolean} ignore */
function guarded(ignore) {
  return (/** @type {unknown} */ value) => {
    try {
      const answer = /** @type {unknown} */ (ignore(value));
      ignoreRejection(answer);
      return !(answer instanceof Promise) && Boolean(answer);
    } catch {
      return false;
    }
  };
}

/** @param {(error: unknown) => void} onError */
function quiet(onError) {
  return (/** @type {unknown} */ error) => {
    try {
      ignoreRejection(onError(error));
    } catch {
      // A reporter that fails has nobody left to report to.
    }
  };
}

/** Without `onError`, the first failure of each kind goes to the console: nobody should have to guess why nothing arrives. */
function warnOnce() {
  const told = new Set();
  return (/** @type {unknown} */ error) => {
    const text = error instanceof Error ? withCause(error) : String(error);
    if (told.has(text) || told.size >= 20) return;
    told.add(text);
    console.warn(`spanloom: ${text}`);
  };
}

/** @param {Error} error */
const withCause = ({ message, cause }) =>
  cause instanceof Error && !message.includes(cause.message) ? `${message}: ${cause.message}` : message;
