// A local OTLP receiver that reads requests with OpenTelemetry's own generated code and answers as a test demands.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';

const require = createRequire(import.meta.url);
const { opentelemetry } = require('@opentelemetry/otlp-transformer/build/src/generated/root.js');
const { ExportTraceServiceRequest } = opentelemetry.proto.collector.trace.v1;
const PLAIN = { longs: String, enums: Number, bytes: Array, defaults: false, arrays: true, objects: true };
const HEX_KEYS = new Set(['traceId', 'spanId', 'parentSpanId']);

/**
 * Starts one. `answer` says what to do with a request; what it does not answer is accepted, and read by `read`.
 * @param {(request: { body: Buffer, contentType: string, number: number }, response: import('node:http').ServerResponse) => unknown} [answer]
 */
export async function startCollector(answer = () => {}, read = decodeRequest) {
  /** @type {any[]} */
  const requests = [];
  let number = 0;
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const sent = Buffer.concat(chunks);
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
    const contentType = /** @type {string} */ (request.headers['content-type']);
    await answer({ body, contentType, number: ++number }, response);
    if (response.writableEnded || response.destroyed) return;
    requests.push(read(body, contentType));
    response.writeHead(200, { 'content-type': contentType }).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    requests,
    /** All spans that were accepted, in the official definition's plain form: ids in hex, 64-bit integers as decimal strings, bytes as lists. */
    get spans() {
      return requests.flatMap(({ resourceSpans }) => resourceSpans.flatMap(spansOf));
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** @param {any} resourceSpans */
const spansOf = ({ scopeSpans }) => scopeSpans.flatMap((/** @type {any} */ { spans }) => spans);

/** @param {Buffer} body @param {string} contentType @returns {any} */
export const decodeRequest = (body, contentType) =>
  hexIds(ExportTraceServiceRequest.toObject(message(body, contentType), PLAIN));

/** A request as an object of the generated class. @param {Buffer} body @param {string} contentType @returns {any} */
export const message = (body, contentType) =>
  contentType === 'application/x-protobuf'
    ? ExportTraceServiceRequest.decode(body)
    : ExportTraceServiceRequest.fromObject(JSON.parse(body.toString(), fromOtlpJson));

/** OTLP's JSON writes ids in hex, where protobuf's own mapping has base64. @param {string} key @param {unknown} value */
const fromOtlpJson = (key, value) => (HEX_KEYS.has(key) ? Buffer.from(/** @type {string} */ (value), 'hex') : value);

/** @param {any} value @returns {any} */
function hexIds(value) {
  if (Array.isArray(value)) return value.map(hexIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      HEX_KEYS.has(key) ? Buffer.from(item).toString('hex') : hexIds(item),
    ]),
  );
}
