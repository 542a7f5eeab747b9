import { ANYTHING, BOOLEAN, checkOptions, FUNCTION, POSITIVE, RECORD } from '../base/check.js';
import { ConfigurationError } from '../base/errors.js';
import { toHeaders } from '../http/headers.js';
import { EXPORT_TIMEOUT_MS, isRemote, parseUrl, readRetry, URL_OPTION } from '../http/options.js';
import { post } from '../http/post.js';
import { deliver } from './deliver.js';
import { encode } from './encode.js';
import { eventOf } from './event.js';

/** @typedef {import('../index.js').DatadogOptions} DatadogOptions */

const OWNER = 'datadog()';
const SUBDOMAIN = 'llmobs-intake';
const PATH = '/api/v2/llmobs';
const AGENT_PATH = '/evp_proxy/v2';
const MAX_NAME = 193;
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/** @type {Record<string, import('../base/check.js').Rule>} */
const OPTIONS = {
  mlApp: [
    `a string of 1 to ${MAX_NAME} characters`,
    (value) => typeof value === 'string' && value !== '' && value.length <= MAX_NAME,
  ],
  // Checked without showing a value, as one may be in the place of the other.
  apiKey: ANYTHING,
  site: ANYTHING,
  url: URL_OPTION,
  timeout: POSITIVE,
  fetch: FUNCTION,
  treeLinks: BOOLEAN,
  retry: RECORD,
};

/** Advice by status. @type {Record<number, string>} */
const HINTS = { 403: '(is the API key one of this site?)', 413: 'to one span: lower capture.maxValueBytes' };
/** @type {Record<number, string>} */
const AGENT_HINTS = { ...HINTS, 403: '(has the Agent an API key?)', 404: '(is it the url of a Datadog Agent?)' };

/**
 * Creates an exporter that sends spans to Datadog's LLM Observability as its SDKs do, straight or through a Datadog Agent. Retries as otlp() does.
 * Throws a ConfigurationError that names the option.
 * @param {DatadogOptions} options
 * @returns {import('../index.js').SpanExporter}
 */
export function datadog(options) {
  // It may be the key.
  if (typeof options === 'string') throw new ConfigurationError(`${OWNER} takes an object of options, not a string`);
  /** @type {DatadogOptions} */
  const given = checkOptions(OWNER, options, OPTIONS);
  const { mlApp, fetch, treeLinks = false, timeout = 10_000, retry = {} } = given;
  const destination = given.url === undefined ? intake(given) : agent(given);
  if (!mlApp) throw new ConfigurationError(`${OWNER} needs 'mlApp', the name of the app in LLM Observability`);
  const { url } = destination;
  const endpoint = {
    ...destination,
    name: `datadog ${url.host}`,
    needsNetwork: isRemote(url),
    protocol: 'datadog',
    gzip: false,
    timeout,
    fetch,
    retry: readRetry(OWNER, retry),
  };
  return {
    name: endpoint.name,
    treeLinks,
    timeout: Math.max(EXPORT_TIMEOUT_MS, timeout),
    async export(spans, /** @type {import('../http/post.js').Context} */ context) {
      const { resource = {} } = context;
      let dropped = 0;
      const onDropped = () => {
        dropped += 1;
      };
      const items = spans.map((span) => encode(eventOf(span, mlApp, resource), onDropped));
      const send = (/** @type {Uint8Array<ArrayBuffer>} */ payload) =>
        post(endpoint, payload, 'application/json', context);
      const result = await deliver(items, send, context);
      return dropped > 0
        ? { message: `input and output of ${dropped} spans dropped: 5 MB or more`, ...result }
        : result;
    },
  };
}

/** Straight to Datadog. @param {DatadogOptions} options */
function intake({ apiKey: given, site = 'datadoghq.com' }) {
  if (given === undefined) throw new ConfigurationError(`${OWNER} needs 'apiKey', or the 'url' of a Datadog Agent`);
  // As it is in the header.
  const apiKey = typeof given === 'string' ? given.trim() : '';
  if (apiKey === '') throw new ConfigurationError(`${OWNER}: 'apiKey' must be a string that is not empty`);
  if (typeof site !== 'string' || !HOST.test(site))
    throw new ConfigurationError(`${OWNER}: 'site' must be a host, such as 'datadoghq.eu'`);
  const headers = { 'dd-api-key': apiKey };
  toHeaders(OWNER, headers);
  const hint = (/** @type {number} */ status) => HINTS[status];
  return { url: new URL(`https://${SUBDOMAIN}.${site}${PATH}`), headers: () => headers, hint, secret: apiKey };
}

/** Through an Agent, which adds its key. @param {DatadogOptions} options */
function agent({ url = '', apiKey, site }) {
  if (apiKey !== undefined || site !== undefined)
    throw new ConfigurationError(`${OWNER} takes the 'url' of an Agent, or 'apiKey' and 'site', not both`);
  const parsed = parseUrl(OWNER, url);
  parsed.pathname = parsed.pathname.replace(/\/*$/, AGENT_PATH + PATH);
  const headers = { 'x-datadog-evp-subdomain': SUBDOMAIN };
  const hint = (/** @type {number} */ status) => AGENT_HINTS[status];
  return { url: parsed, headers: () => headers, hint, secret: undefined };
}
