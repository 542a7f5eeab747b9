// What goes through a linker comes out as it was, but for links: bytes and JSON, with fields that nobody knows yet.
// ROUND_TRIPS says how many requests, ROUND_TRIP_SEED which.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLinker } from '../../../js/linker/index.js';
import { Choices } from '../support/choices.js';
import { decodeTraces, encodeTraces } from './support/protobuf.js';
import { anyRequest, withUnknownMembers } from './support/random-request.js';
import { fieldsOf, withUnknownFields } from './support/wire.js';

const RUNS = Number(process.env.ROUND_TRIPS ?? 250);
const SEED = Number(process.env.ROUND_TRIP_SEED ?? 7);
const LINKS = 13;

/** Random requests, each through a linker. @param {(choices: Choices, linker: any, which: string) => number | void} check returns the links that came */
async function eachRequest(check) {
  const linker = await createLinker();
  let links = 0;
  for (let run = 0; run < RUNS; run++)
    links += check(Choices.random(SEED * 1e6 + run), linker, `ROUND_TRIP_SEED=${SEED}, request ${run}`) ?? 0;
  assert.equal(linker.stats().waitingSpans, 0);
  linker.delete();
  return links;
}

const concat = (/** @type {any[]} */ fields) => Buffer.concat(fields.map(({ raw }) => raw)).toString('hex');
const split = (/** @type {Uint8Array} */ message, /** @type {number} */ child) => {
  const fields = fieldsOf(message);
  return {
    shell: concat(fields.filter(({ number }) => number !== child)),
    children: fields.filter(({ number }) => number === child).map(({ body }) => body),
  };
};

/** The parts of a message; one that is absent if there is none, so that an empty envelope counts as well. */
const orAbsent = (/** @type {any[]} */ list) => (list.length > 0 ? list : [undefined]);

/** Every span with the envelopes around it, in hex; sorted, as spans leave by trace. @param {Uint8Array} request */
function spansIn(request) {
  const { shell, children } = split(request, 1);
  const spans = orAbsent(children).flatMap((resource) => {
    if (!resource) return { around: shell, body: '' };
    const { shell: resourceShell, children: scopes } = split(resource, 2);
    return orAbsent(scopes).flatMap((scope) => {
      if (!scope) return { around: `${shell} / ${resourceShell}`, body: '' };
      const { shell: scopeShell, children: bodies } = split(scope, 2);
      const around = `${shell} / ${resourceShell} / ${scopeShell}`;
      return orAbsent(bodies).map((body) => ({ around, body: body?.toString('hex') ?? '' }));
    });
  });
  return spans.sort((a, b) => (a.around + a.body < b.around + b.body ? -1 : 1));
}

test('protobuf: each span and each envelope is the same, byte for byte, and links are behind it', async () => {
  const links = await eachRequest((choices, linker, which) => {
    const request = withUnknownFields(choices, encodeTraces(anyRequest(choices)));
    linker.add(request);
    const before = spansIn(request);
    const taken = linker.take({ format: 'protobuf', done: true });
    const after = spansIn(taken);
    assert.equal(after.length, before.length, which);
    let added = 0;
    for (const [i, { around, body }] of before.entries()) {
      assert.equal(after[i].around, around, which);
      assert.ok(after[i].body.startsWith(body), `${which}: a span was changed`);
      const rest = fieldsOf(Buffer.from(after[i].body.slice(body.length), 'hex'));
      assert.ok(
        rest.every(({ number }) => number === LINKS),
        `${which}: something else than links was added`,
      );
      added += rest.length;
    }
    return added;
  });
  assert.ok(links > RUNS / 20, `there were only ${links} links`);
});

/** Spans with what is around them, and empty envelopes. Spans of one id keep their order. @param {any} request */
function spansOf({ resourceSpans = [], ...around }) {
  const spans = resourceSpans.flatMap(({ scopeSpans = [], ...resource }) =>
    orAbsent(scopeSpans).flatMap(({ spans: inner = [], ...scope } = { isAbsent: true }) =>
      orAbsent(inner).map((span = {}) => ({ around, resource, scope, span })),
    ),
  );
  return spans.sort((a, b) => (JSON.stringify(order(a)) < JSON.stringify(order(b)) ? -1 : 1));
}
const order = ({ span: { links, ...span }, ...around }) => [span.traceId, span.spanId, span, around];

/** Takes away the links that were added. @param {any[]} after @param {any[]} before */
function withoutAdded(after, before) {
  let added = 0;
  for (const [i, { span }] of after.entries()) {
    const own = before[i]?.span.links;
    if (!span.links || span.links.length === (own?.length ?? 0)) continue;
    added += span.links.length - (own?.length ?? 0);
    if (own) span.links.length = own.length;
    else delete span.links;
  }
  return added;
}

test('JSON: each span and each envelope is equal, members that OTLP does not have included', async () => {
  const links = await eachRequest((choices, linker, which) => {
    const request = withUnknownMembers(choices, anyRequest(choices));
    linker.add(
      choices.oneIn(2) ? JSON.stringify(request) : choices.oneIn(2) ? JSON.stringify(request, null, '\t') : request,
    );
    const before = spansOf(request);
    const taken = linker.take({ format: 'json', done: true });
    const after = spansOf(JSON.parse(taken));
    const added = withoutAdded(after, before);
    assert.deepEqual(after, before, which);
    return added;
  });
  assert.ok(links > RUNS / 20, `there were only ${links} links`);
});

/** As the official decoder sees a request of the official encoder. @param {any} json */
const canonical = (json) => spansOf(decodeTraces(encodeTraces(json)));

for (const [from, to] of [
  ['json', 'protobuf'],
  ['protobuf', 'json'],
]) {
  test(`${from} comes out as ${to}`, async () => {
    const links = await eachRequest((choices, linker, which) => {
      const request = anyRequest(choices);
      linker.add(from === 'json' ? JSON.stringify(request) : encodeTraces(request));
      const taken = linker.take({ format: to, done: true });
      const before = canonical(request);
      const after = to === 'json' ? canonical(JSON.parse(taken)) : spansOf(decodeTraces(taken));
      const added = withoutAdded(after, before);
      assert.deepEqual(after, before, which);
      return added;
    });
    assert.ok(links > RUNS / 20, `there were only ${links} links`);
  });
}
