// The stand-in for the core reads the same event log, and gives the same bytes where the core finds no links.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadCore } from '../../../js/core/load.js';
import { PlainSession } from '../../../js/core/plain/session.js';
import { CoreSession } from '../../../js/core/session.js';
import { createTracer, memory } from '../../../js/index.js';
import { readTracerOptions } from '../../../js/options/tracer-options.js';
import { Choices } from '../support/choices.js';
import { decodeRequest } from '../support/collector.js';
import { nestedSpans } from '../support/nested-spans.js';
import { Program } from '../support/program.js';
import { encodings, recordLogs } from '../support/recorded-logs.js';

const PROGRAMS = 80;
const TYPES = { 'otlp-protobuf': 'application/x-protobuf', 'otlp-json': 'application/json' };

/** @type {import('../support/recorded-logs.js').Parts[]} */
let logs;

before(async () => {
  logs = await recordLogs(async () => {
    const tracer = createTracer({
      service: 'both \ud800',
      resource: { list: [1, 2.5, null, new Uint8Array([1, 2, 255])], empty: {} },
      exporters: [memory()],
      onError: (error) => assert.fail(/** @type {Error} */ (error)),
    });
    for (let i = 0; i < PROGRAMS; i++) {
      const choices = Choices.random(5000 + i);
      await new Program(tracer, choices, new WeakSet(), 12).run();
      nestedSpans(tracer, choices, 3);
      if (choices.oneIn(8)) await tracer.flush();
    }
    await tracer.shutdown();
  });
});

/** What both make of the logs. @param {'off' | 'flow'} policy */
async function both(policy) {
  const core = new CoreSession(await loadCore(), readTracerOptions('test', { links: { policy } }).links);
  const plain = new PlainSession();
  const [expected, actual] = [encodings(core, logs), encodings(plain, logs)];
  const { started, ended, open } = core.stats();
  assert.deepEqual({ ...plain.stats(), late: 0 }, { started, ended, open, late: 0, unlinked: ended, isReady: false });
  assert.ok(ended > 500 && actual.length === expected.length);
  core.dispose();
  return expected.map(({ encoding, bytes }, i) => ({ encoding, core: bytes, plain: actual[i].bytes }));
}

/** The spans, without what only the core adds. @param {'otlp-protobuf' | 'otlp-json' | 'links'} encoding @param {Buffer} bytes */
function contents(encoding, bytes) {
  if (encoding === 'links') return JSON.parse(bytes.toString()).map(byHand);
  const request = decodeRequest(bytes, TYPES[encoding]);
  for (const span of request.resourceSpans[0].scopeSpans[0].spans) {
    span.links = byHand(span.links ?? []);
    delete span.droppedLinksCount;
  }
  return request;
}

/** @param {{ attributes: any }[]} links */
const byHand = (links) => links.filter((link) => !JSON.stringify(link.attributes ?? []).includes('"spanloom.via"'));

test('without linking, the bytes are those of the core', async () => {
  for (const { encoding, core, plain } of await both('off')) {
    if (encoding === 'otlp-protobuf') assert.deepEqual(plain, core);
    else assert.deepEqual(JSON.parse(plain.toString()), JSON.parse(core.toString()));
  }
});

test('with linking, the spans and the links made by hand are those of the core', async () => {
  let more = 0;
  for (const { encoding, core, plain } of await both('flow')) {
    assert.deepEqual(contents(encoding, plain), contents(encoding, core));
    more += core.length - plain.length;
  }
  assert.ok(more > 0, 'the core found no links');
});
