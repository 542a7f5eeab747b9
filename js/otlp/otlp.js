import { expireLater, openOutbox, partitionOf, refusal } from '#page';
import { ANYTHING, BOOLEAN, checkOptions, either, FUNCTION, oneOf, POSITIVE, RECORD, STRING } from '../base/check.js';
import { ExportError } from '../batch/export-error.js';
import { OUTBOX } from '../delivery/outbox-key.js';
import { toHeaders } from '../http/headers.js';
import { EXPORT_TIMEOUT_MS, isRemote, parseUrl, readRetry, URL_OPTION } from '../http/options.js';
import { post } from '../http/post.js';
import { partialSuccess } from './partial-success.js';

/** @typedef {import('../index.js').Fields<string | undefined>} HeaderFields */

const OWNER = 'otlp()';
/** Advice by status. @type {Record<number, string>} */
const HINTS = {
  413: 'to one span: lower capture.maxValueBytes',
  415: "to this format: try the other of 'protobuf' and 'json', or gzip: false",
};
const WEEK_MS = 7 * 24 * 3_600_000;

/** @type {Record<string, import('../base/check.js').Rule>} */
const OPTIONS = {
  url: URL_OPTION,
  // Checked by toHeaders, which never shows a value.
  headers: ANYTHING,
  format: oneOf('protobuf', 'json'),
  gzip: either(BOOLEAN, oneOf('auto')),
  timeout: POSITIVE,
  fetch: FUNCTION,
  treeLinks: BOOLEAN,
  retry: RECORD,
  store: either(BOOLEAN, RECORD),
};
const STORE = { owner: either(STRING, FUNCTION), maxBytes: POSITIVE, maxSpans: POSITIVE, maxAge: POSITIVE };

/**
 * Creates an exporter that sends spans by OTLP over HTTP, to an OpenTelemetry Collector or to any other backend that accepts it.
 * Retries after 429, 502, 503, 504 and network errors, up to 6 attempts within a minute. Does not follow redirects. A batch refused with 413 is halved by
 * the queue that calls `export`. Throws a ConfigurationError that names the option.
 * @param {import('../index.js').OtlpOptions} [options]
 * @returns {import('../index.js').EncodedExporter}
 */
export function otlp(options = {}) {
  checkOptions(OWNER, options, OPTIONS);
  const {
    url = 'http://localhost:4318/v1/traces',
    headers,
    format = 'protobuf',
    gzip = 'auto',
    timeout = 10_000,
    fetch,
    treeLinks = true,
    retry = {},
    store = true,
  } = options;
  const { owner, ...limits } = checkOptions(`${OWNER}: store`, typeof store === 'boolean' ? {} : store, STORE);
  const retryOptions = readRetry(OWNER, retry);
  const fixed = typeof headers === 'function' ? undefined : toHeaders(OWNER, headers);
  const parsedUrl = parseUrl(OWNER, url);
  const name = `otlp ${parsedUrl.host}`;
  const hint = (/** @type {number} */ status) =>
    status === 404 && parsedUrl.pathname === '/' ? 'at /, did you mean /v1/traces?' : HINTS[status];
  const needsNetwork = isRemote(parsedUrl);
  const partition = store ? partitionOf(parsedUrl, format, fixed, owner) : () => undefined;
  /** @type {import('../index.js').EncodedExporter['export']} */
  const send = async (batch, /** @type {import('../http/post.js').Context} */ context) => {
    const { body, contentType } = batch;
    const { untraced = (fn) => fn() } = context;
    // Checked with the headers of each attempt: since the last one, another user may have logged in, or the store may have been cleared.
    const check = (/** @type {HeaderFields | undefined} */ given) => {
      const refused = refusal(batch, partition(untraced));
      if (refused) throw new ExportError(refused, `${name}: not sent, as the spans are of another owner, or cleared`);
      return given ?? {};
    };
    const endpoint = {
      name,
      url: parsedUrl,
      needsNetwork,
      protocol: 'otlp',
      hint,
      headers: typeof headers === 'function' ? async () => check(await untraced(headers)) : () => check(headers),
      gzip,
      timeout,
      fetch,
      retry: retryOptions,
    };
    const { bytes, type } = await post(endpoint, body, contentType, context);
    return partialSuccess(bytes, type || contentType);
  };
  /** @type {import('../index.js').EncodedExporter & import('../delivery/outbox-key.js').WithOutbox & { timeout: number, name: string }} */
  const exporter = {
    name,
    encoding: `otlp-${format}`,
    treeLinks,
    timeout: Math.max(EXPORT_TIMEOUT_MS, timeout),
    export: send,
  };
  const bounds = { maxBytes: 16 * 2 ** 20, maxSpans: 8192, maxAge: WEEK_MS, ...limits };
  const destination = { ...exporter, partition, asksOwner: typeof owner === 'function', needsNetwork };
  exporter[OUTBOX] = store ? openOutbox?.(destination, bounds) : (onError) => void expireLater(bounds, onError);
  return exporter;
}
