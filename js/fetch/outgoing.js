// A request that is about to be sent: reads what the arguments of `fetch` say, without running the user's code, and sends it with more headers.
import { absolute } from '../options/propagate.js';
import { readField, writeField } from '../propagate/carrier.js';
import { isAccessor, isRecord } from '../reading/data.js';
import { isPlain } from '../reading/observed.js';
import { readPlatform } from '../reading/platform.js';

/** Calls the user's `fetch` with these arguments. @typedef {(...args: any[]) => Promise<Response>} Send */
/** @typedef {Headers | [string, string][] | Record<string, string>} HeadersGiven */
/** @typedef {Record<string, string>} Fields */

export class Outgoing {
  /** As the user gave it. @type {any} */
  input;
  /** @type {Record<string, any>} */
  init;
  /** All arguments: a `fetch` of the user's own may have more. @type {unknown[]} */
  args;
  /** @type {string} */
  url;
  /** @type {Request | undefined} */
  request;

  /** @param {Send} send @param {unknown[]} args @param {string} url @param {Request} [request] */
  constructor(send, args, url, request) {
    const [input, init] = args;
    this.send = send;
    this.input = input;
    this.init = init ?? {};
    this.args = args;
    this.url = url;
    this.request = request;
  }

  /** @param {string} name @returns {any} */
  option(name) {
    return this.init[name] ?? (this.request && readPlatform('Request', this.request, name));
  }

  get method() {
    return String(this.option('method') ?? 'GET').toUpperCase();
  }

  /** Whether the platform follows redirects. */
  get follows() {
    return (this.option('redirect') ?? 'follow') === 'follow';
  }

  /** @returns {HeadersGiven | undefined} */
  get headers() {
    return this.option('headers');
  }

  /** The user's own baggage, which is passed on. @returns {Fields} */
  get baggage() {
    const baggage = readField(copyOf(this.headers), 'baggage');
    return typeof baggage === 'string' ? { baggage } : {};
  }

  /** Sends the request as it is. @returns {Promise<Response>} */
  plain() {
    return this.send(...this.args);
  }

  /** @param {Fields} fields headers to add @param {RequestInit} [options] */
  with(fields, options) {
    const { request, init } = this;
    // With options, a platform forgets who referred to a Request.
    const referrer = request && Object.keys(init).length === 0 ? pick(request, 'referrer', 'referrerPolicy') : {};
    const headers = withFields(this.headers, fields);
    return this.send(this.input, { ...referrer, ...init, headers, ...options }, ...this.args.slice(2));
  }
}

/**
 * @param {Send} send @param {unknown[]} args of `fetch`
 * @returns {Outgoing | undefined} undefined if they cannot be read, or the request cannot carry other headers
 */
export function readOutgoing(send, args) {
  const [input, init] = args;
  if (!isPlain(input) || (init !== undefined && init !== null && !isOptions(init))) return undefined;
  const request = input instanceof Request ? input : undefined;
  const url = request ? readPlatform('Request', request, 'url') : urlOf(input);
  if (!url?.startsWith('http')) return undefined;
  const out = new Outgoing(send, args, url, request);
  const { mode, method = 'GET', body } = out.init;
  const isReadable = [mode, method, body].every(isPlain) && typeof method === 'string' && canCopy(out.headers);
  const isAllowed = isReadable && /^(?:undefined|cors|same-origin)$/.test(out.option('mode'));
  return isAllowed && readField(copyOf(out.headers), 'traceparent') === undefined ? out : undefined;
}

/** Whether headers can be read without running code, and more than once. @param {any} headers */
const canCopy = (headers) =>
  headers === undefined || (isPlain(headers) && (headers instanceof Headers || isOptions(headers) || isPairs(headers)));

/** @param {any} headers */
const isPairs = (headers) => Array.isArray(headers) && headers.every((pair) => isPlain(pair) && Array.isArray(pair));

/** @param {unknown} input */
const urlOf = (input) =>
  typeof input === 'string' ? absolute(input) : input instanceof URL ? readPlatform('URL', input, 'href') : undefined;

/** Whether a value is a record whose members can be read without running code. @param {any} value */
const isOptions = (value) =>
  typeof value === 'object' &&
  isPlain(value) &&
  isRecord(value) &&
  !Object.values(Object.getOwnPropertyDescriptors(value)).some(isAccessor);

/** @param {any} headers */
const copyOf = (headers) =>
  headers instanceof Headers || Array.isArray(headers) ? new Headers(headers) : { ...headers };

/** Returns a copy with more fields. @param {HeadersGiven | undefined} headers @param {Fields} fields */
function withFields(headers, fields) {
  const copy = copyOf(headers);
  for (const [name, value] of Object.entries(fields)) writeField(copy, name, value);
  return copy;
}

/** @param {Request} request @param {...string} names @returns {Record<string, any>} those that the platform has */
const pick = (request, ...names) =>
  Object.fromEntries(
    names.map((name) => [name, readPlatform('Request', request, name)]).filter(([, value]) => value !== undefined),
  );
