// Takes OTLP over HTTP in a process of its own, answers 200, and tells how many spans with what content have arrived.
// It reads bodies only when asked, so that it takes no time from the program that is measured.
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { spansIn } from './otlp-spans.mjs';

/** By the first segment of the path: each run has its own. @type {Map<string, { type: string, body: Buffer }[]>} */
const received = new Map();

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const type = request.headers['content-type'] ?? '';
    const run = request.url.split('/')[1];
    if (!received.has(run)) received.set(run, []);
    received.get(run).push({ type, body: request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body });
    response.writeHead(200, { 'content-type': type });
    response.end(type.includes('json') ? '{}' : undefined);
  });
});

const INPUT = /^(input\.value|langfuse\.observation\.input|traceloop\.entity\.input)$/;
const OUTPUT = /^(output\.value|langfuse\.observation\.output|traceloop\.entity\.output)$/;

/** @param {string} run */
function summary(run) {
  const totals = { spans: 0, withContent: 0, contentBytes: 0, links: 0, bodyBytes: 0, requests: 0 };
  for (const { type, body } of received.get(run) ?? []) {
    totals.requests += 1;
    totals.bodyBytes += body.length;
    for (const { attributes, links } of spansIn(type, body)) {
      const input = attributes.find(([key]) => INPUT.test(key))?.[1] ?? 0;
      const output = attributes.find(([key]) => OUTPUT.test(key))?.[1] ?? 0;
      totals.spans += 1;
      totals.links += links;
      totals.withContent += Number(input > 2 && output > 2);
      totals.contentBytes += input + output;
    }
  }
  received.delete(run);
  return totals;
}

process.on('message', (run) => process.send(summary(run)));
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
