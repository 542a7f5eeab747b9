// The OTLP receiver of Datadog's test agent: Google's protobuf for Python reads our bytes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory, otlp } from '../../js/index.js';
import { Choices } from '../js/support/choices.js';
import { startAgent } from './support/agent.js';
import { merged } from './support/otlp-json.js';
import { unlessThere } from './support/program.js';
import { likeSeen, wireSpan } from './support/seen.js';
import { checkContext, recordTraffic } from './support/traffic.js';

const SPANS = 60;
const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT'].map((name) => `SPAN_KIND_${name}`);
const STATUS = ['UNSET', 'OK', 'ERROR'].map((name) => `STATUS_CODE_${name}`);

for (const [format, read] of /** @type {const} */ ([
  ['protobuf', fromProtobufJson],
  ['json', (/** @type {any} */ request) => request],
]))
  test(`${format}: the agent reads what we meant`, { skip: unlessThere('agent') }, async (t) => {
    const agent = await startAgent(t);
    const seen = memory();
    const tracer = createTracer({
      exporters: [seen, otlp({ url: agent.otlp, format })],
      onError: (error) => assert.fail(String(error)),
    });
    const told = recordTraffic(tracer, Choices.random(13), SPANS);
    await tracer.shutdown();
    const [{ spans }] = merged((await agent.otlpRequests()).map(read));
    checkContext(spans);
    assert.deepEqual(
      spans.map(likeSeen),
      seen.spans
        .map((span) => wireSpan(span, told.get(span.spanId)?.links))
        .sort((a, b) => (a.spanId < b.spanId ? -1 : 1)),
    );
  });

/** From protobuf's own mapping to OTLP's: names in camel case, ids in hex, enums as numbers. @param {any} value @param {string} [key] @returns {any} */
function fromProtobufJson(value, key = '') {
  if (/(^|_)(trace|span)_id$/.test(key)) return Buffer.from(value, 'base64').toString('hex');
  if (key === 'kind') return KINDS.indexOf(value);
  if (key === 'code') return STATUS.indexOf(value);
  if (Array.isArray(value)) return value.map((item) => fromProtobufJson(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [camelCase(name), fromProtobufJson(item, name)]),
  );
}

const camelCase = (/** @type {string} */ name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
