// How a receiver can fail, and what must come of it: rows of the table in docs/backends.md.
import { JSON_TYPE, PROTOBUF, partialSuccessMessage } from './http-server.js';

/** @typedef {import('./fault-receiver.js').Fault} Fault */

/**
 * What comes of two batches of four spans, of which the first or both meet the fault.
 * @typedef {object} Outcome
 * @property {[attempts: number, retries: number, failures: number]} [counts]
 * @property {Record<string, number>} [dropped] spans by reason
 */

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} listed the first cell of its row in docs/backends.md
 * @property {Fault} fault @property {Outcome} once @property {Outcome} always
 * @property {RegExp} [told] what `onError` is told
 * @property {boolean} [gzip] only for compressed bodies
 */

export const BATCH = 4;
/** Attempts for one batch. */
export const ATTEMPTS = 3;
const BUSY = 'answers 429, 502, 503 or 504';
const OTHER = 'answers with any other status, such as a redirect';
const BROKEN = 'is down, or breaks off before the head of its answer is complete';
const ODD = 'answers 200 and anything else';
const HTML = { 'content-type': 'text/html' };
const DAY_MS = 24 * 3_600_000;

/** @param {number} status @param {Record<string, string | (() => string)>} [headers] @param {string | Uint8Array} [body] @returns {Fault} */
const answers = (status, headers = {}, body = '') => ({
  late(response) {
    for (const [name, value] of Object.entries(headers))
      response.setHeader(name, typeof value === 'function' ? value() : value);
    response.writeHead(status).end(body);
  },
});

/** Says yes, in an odd way. @param {(response: import('node:http').ServerResponse) => void} answer @returns {Fault} */
const accepts = (answer) => ({
  late(response, { names }, say) {
    say(names);
    answer(response);
  },
});

/** Bytes instead of an answer, then the end of the connection. @param {string | Uint8Array} bytes @returns {Fault} */
const writes = (bytes) => ({ late: ({ socket }) => socket?.end(bytes) });

/** @param {string} reason @returns {Pick<Row, 'once' | 'always'>} */
const dropped = (reason) => ({
  once: { counts: [2, 0, 1], dropped: { [reason]: BATCH } },
  always: { counts: [2, 0, 2], dropped: { [reason]: 2 * BATCH } },
});

/** @param {string} reason @returns {Pick<Row, 'once' | 'always'>} */
const retried = (reason) => ({
  once: { counts: [3, 1, 1] },
  always: { counts: [2 * ATTEMPTS, 2 * (ATTEMPTS - 1), 2 * ATTEMPTS], dropped: { [reason]: 2 * BATCH } },
});

/** @type {Pick<Row, 'once' | 'always'>} */
const accepted = { once: { counts: [2, 0, 0] }, always: { counts: [2, 0, 0] } };

/** @param {number} status @param {string} form @param {string | (() => string)} retryAfter */
const asksToWait = (status, form, retryAfter) => ({
  name: `${status}, Retry-After ${form}`,
  listed: BUSY,
  fault: answers(status, { 'retry-after': retryAfter }),
  ...retried('retries_exhausted'),
});

/** @type {Row[]} */
export const ROWS = [
  { name: 'down', listed: BROKEN, fault: { isDown: true }, ...retried('network') },
  {
    name: 'slow, within `timeout`',
    listed: ODD,
    fault: accepts((response) => setTimeout(() => response.end(), 100)),
    ...accepted,
  },
  {
    name: 'slower than `timeout`',
    listed: 'does not answer within `timeout`',
    fault: { late() {} },
    ...retried('timeout'),
  },
  { name: '400', listed: OTHER, fault: answers(400), ...dropped('http_400') },
  { name: '401', listed: OTHER, fault: answers(401, { 'www-authenticate': 'Bearer' }), ...dropped('http_401') },
  {
    name: '413',
    listed: 'answers 413',
    fault: answers(413),
    once: {},
    always: { dropped: { http_413: 2 * BATCH } },
  },
  asksToWait(429, 'in seconds', '1'),
  asksToWait(429, 'as a date', () => new Date(Date.now() + 5000).toUTCString()),
  asksToWait(429, 'as a date that has passed', () => new Date(Date.now() - DAY_MS).toUTCString()),
  asksToWait(429, 'of a thousand years', '31536000000'),
  asksToWait(429, 'without end', '1e999'),
  asksToWait(429, 'in the year 9999', 'Fri, 31 Dec 9999 23:59:59 GMT'),
  asksToWait(429, 'below zero', '-5'),
  asksToWait(429, 'without meaning', 'soon'),
  { name: '429', listed: BUSY, fault: answers(429), ...retried('retries_exhausted') },
  { name: '500', listed: OTHER, fault: answers(500), ...dropped('http_500') },
  { name: '502', listed: BUSY, fault: answers(502, HTML, '<html>Bad gateway'), ...retried('retries_exhausted') },
  { name: '503', listed: BUSY, fault: answers(503), ...retried('retries_exhausted') },
  { name: '504', listed: BUSY, fault: answers(504), ...retried('retries_exhausted') },
  ...[
    { form: 'JSON', type: JSON_TYPE, body: '{"partialSuccess":{"rejectedSpans":"3","errorMessage":"too old"}}' },
    { form: 'protobuf', type: PROTOBUF, body: partialSuccessMessage(3, 'too old') },
  ].map(({ form, type, body }) => ({
    name: `partial success, in ${form}`,
    listed: 'answers 200, and that it rejected some spans',
    fault: {
      late(/** @type {any} */ response, /** @type {any} */ { names }, /** @type {any} */ say) {
        say(names.slice(3));
        response.writeHead(200, type).end(body);
      },
    },
    once: { counts: /** @type {[number, number, number]} */ ([2, 0, 0]), dropped: { rejected: 3 } },
    always: { counts: /** @type {[number, number, number]} */ ([2, 0, 0]), dropped: { rejected: 6 } },
    told: /3 of 4 spans rejected: too old/,
  })),
  {
    name: '200 with a web page',
    listed: 'answers 200 and a web page',
    fault: answers(200, HTML, '<html>Log in'),
    ...dropped('not_otlp'),
    told: /right url/,
  },
  { name: '307', listed: OTHER, fault: answers(307, { location: 'http://127.0.0.1:9/' }), ...dropped('http_307') },
  {
    name: 'cut while it reads',
    listed: BROKEN,
    fault: { early: (request) => request.once('data', () => request.socket.resetAndDestroy()) },
    ...retried('network'),
  },
  {
    name: 'cut before its answer',
    listed: BROKEN,
    fault: { late: ({ socket }) => socket?.resetAndDestroy() },
    ...retried('network'),
  },
  {
    name: 'cut in the head of its answer',
    listed: BROKEN,
    fault: writes('HTTP/1.1 200 OK\r\ncontent-le'),
    ...retried('network'),
  },
  {
    name: 'cut in the body of its answer',
    listed: ODD,
    fault: accepts((response) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': '99' }).write('{');
      setImmediate(() => response.destroy());
    }),
    ...accepted,
  },
  {
    name: 'garbage',
    listed: BROKEN,
    fault: writes(Uint8Array.from({ length: 999 }, (_, i) => (i * 7919) >> 3)),
    ...retried('network'),
  },
  {
    name: '200 with garbage',
    listed: ODD,
    fault: accepts((response) => response.writeHead(200, PROTOBUF).end('\xff'.repeat(99))),
    ...accepted,
  },
  {
    name: 'refuses gzip (415)',
    listed: 'answers 415',
    fault: {
      late(response, { names, isGzip }, say) {
        if (!isGzip) say(names);
        response.writeHead(isGzip ? 415 : 200, { 'accept-encoding': 'identity' }).end();
      },
    },
    ...dropped('http_415'),
    told: /gzip: false/,
    gzip: true,
  },
];
