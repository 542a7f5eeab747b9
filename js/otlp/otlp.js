import { expireLater, openOutbox, refusal } from '#page';
import { ANYTHING, BOOLEAN, checkOptions, either, FUNCTION, oneOf, POSITIVE, RECORD, STRING } from '../base/check.js';
import { ConfigurationError } from '../base/errors.js';
import { ExportError } from '../batch/export-error.js';
import { OUTBOX } from '../delivery/outbox-key.js';
import { partialSuccess } from './answer.js';
import { toHeaders } from './headers.js';
import { placeOf } from './owner.js';
import { isLoopback, post } from './post.js';

const OWNER = 'otlp()';
/** For one batch, with all its attempts. */
const EXPORT_TIMEOUT_MS = 60_000;

/** @type {Record<string, import('../base/check.js').Rule>} */
const OPTIONS = {
  url: ['a URL', (value) => typeof value === 'string' || value instanceof URL],
  // Looked at by toHeaders, which tells no value.
  headers: ANYTHING,
  format: oneOf('protobuf', 'json'),
  gzip: either(BOOLEAN, oneOf('auto')),
  timeout: POSITIVE,
  fetch: FUNCTION,
  treeLinks: BOOLEAN,
  retry: RECORD,
  store: either(BOOLEAN, RECORD),
};
const RETRY = { attempts: POSITIVE, baseDelay: POSITIVE, maxDelay: POSITIVE };
const STORE = { owner: either(STRING, FUNCTION), maxBytes: POSITIVE, maxSpans: POSITIVE, maxAge: POSITIVE };
const WEEK = 7 * 24 * 3_600_000;

/**
 * Sends spans to an OpenTelemetry collector, or whatever else takes OTLP over HTTP.
 * Tries again after 429, 502, 503, 504 and no answer at all, up to 6 times and for a minute. Redirects are not followed. What is refused with 413 goes on
 * in halves, which is up to who calls `export`.
 * Throws a ConfigurationError that names the option.
 * @param {import('../index.js').OtlpOptions} [options]
 * @returns {import('../index.js').EncodedExporter}
 */
export function otlp(options = {}) {
  checkOptions(OWNER, options, OPTIONS);
  const {
    url,
    headers,
    format = 'protobuf',
    gzip = 'auto',
    timeout = 10_000,
    fetch,
    treeLinks = true,
    retry = {},
    store = true,
  } = options;
  checkOptions(`${OWNER}: retry`, retry, RETRY);
  const { owner, ...limits } = checkOptions(`${OWNER}: store`, typeof store === 'boolean' ? {} : store, STORE);
  const { attempts = 6, baseDelay = 500, maxDelay = 30_000 } = retry;
  if (typeof headers !== 'function') toHeaders(OWNER, headers);
  const target = parseUrl(url ?? 'http://localhost:4318/v1/traces');
  const name = `otlp ${target.host}`;
  const destination = { name, url: target, gzip, timeout, fetch, retry: { attempts, baseDelay, maxDelay } };
  const place = store ? placeOf(target, format, headers, owner) : () => undefined;
  /**
   * Headers for this batch, asked for as it leaves: another user may have logged in meanwhile, or the store may be cleared.
   * @param {import('../index.js').EncodedBatch} batch @param {import('./post.js').Context} context
   */
  const headersFor = (batch, { untraced = (fn) => fn() }) => {
    const check = (/** @type {import('../index.js').Fields<string | undefined> | undefined} */ given) => {
      const refused = refusal(batch, place(untraced));
      if (refused) throw new ExportError(refused, `${name}: not sent, as the spans are of another owner, or cleared`);
      return given ?? {};
    };
    return typeof headers === 'function' ? async () => check(await untraced(headers)) : () => check(headers);
  };
  /** @type {import('../index.js').EncodedExporter['export']} */
  const send = async (batch, context) => {
    const { body, contentType } = batch;
    const to = { ...destination, headers: headersFor(batch, context) };
    const { bytes, type } = await post(to, body, contentType, context);
    return partialSuccess(bytes, type || contentType);
  };
  const exportTimeout = Math.max(EXPORT_TIMEOUT_MS, timeout);
  const toKeep = {
    name,
    place,
    asksOwner: typeof owner === 'function',
    needsNetwork: !isLoopback(target),
    timeout: exportTimeout,
    export: send,
  };
  const bounds = { maxBytes: 16 * 2 ** 20, maxSpans: 8192, maxAge: WEEK, ...limits };
  const open = store
    ? openOutbox?.(toKeep, bounds)
    : (/** @type {(error: unknown) => void} */ onError) => void expireLater(bounds, onError);
  /** @type {import('../index.js').EncodedExporter & import('../delivery/outbox-key.js').WithOutbox} */
  const exporter = {
    name,
    encoding: `otlp-${format}`,
    treeLinks,
    timeout: exportTimeout,
    export: send,
    [OUTBOX]: open,
  };
  return exporter;
}

/** @param {string | URL} url */
function parseUrl(url) {
  try {
    const parsed = new URL(url, globalThis.location?.href);
    if (/^https?:$/.test(parsed.protocol) && !parsed.username && !parsed.password) return parsed;
  } catch {
    // Reported below.
  }
  throw new ConfigurationError(`${OWNER}: 'url' must be http(s), without credentials, and absolute outside of a page`);
}
