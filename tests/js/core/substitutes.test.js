// What takes the place of a core that cannot be loaded, on the edge and elsewhere: the same spans, without links, and counted as such.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { openSubstitute } from '../../../js/core/substitute.js';
import { openSubstitute as openOnEdge } from '../../../js/core/substitute-on-edge.js';
import { readTracerOptions } from '../../../js/options/tracer-options.js';
import { Choices } from '../support/choices.js';
import { nestedSpans } from '../support/nested-spans.js';
import { Program } from '../support/program.js';
import { encodings, logsOf } from '../support/recorded-logs.js';

const PROGRAMS = 40;
const { links } = readTracerOptions('test', {});

/** @type {import('../support/recorded-logs.js').Parts[]} */
let logs;

before(async () => {
  logs = await logsOf(async (tracer) => {
    for (let i = 0; i < PROGRAMS; i++) {
      const choices = Choices.random(9000 + i);
      await new Program(tracer, choices, new WeakSet(), 12).run();
      nestedSpans(tracer, choices, 3);
    }
  });
});

test('both substitutes export the same bytes', async () => {
  const [edge, elsewhere] = [encodings(await openOnEdge(links), logs), encodings(await openSubstitute(), logs)];
  assert.ok(edge.length >= 3);
  assert.equal(edge.length, elsewhere.length);
  for (const [i, { encoding, bytes }] of edge.entries()) {
    if (encoding === 'otlp-protobuf') assert.deepEqual(bytes, elsewhere[i].bytes);
    else assert.deepEqual(JSON.parse(bytes.toString()), JSON.parse(elsewhere[i].bytes.toString()));
  }
});

test('both count their spans as unlinked, and say that the core is not ready', async () => {
  for (const open of [openSubstitute, openOnEdge]) {
    const session = await open(links);
    encodings(session, logs);
    const { ended, unlinked, isReady } = session.stats();
    assert.ok(ended > 100);
    assert.deepEqual({ unlinked, isReady }, { unlinked: ended, isReady: false });
    session.dispose();
  }
});
