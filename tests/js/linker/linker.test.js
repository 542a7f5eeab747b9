// A linker through embind: what goes in comes out with links, in every form, and what is wrong is said by name.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { createLinker, OtlpError } from '../../../js/linker/index.js';
import { ANSWER, PASSAGE, PROMPT, REQUEST, SEARCH, TRACE } from '../../runtime/suite/recorded.js';
import { decodeTraces, encodeTraces } from './support/protobuf.js';

const TEXT = JSON.stringify(REQUEST);
const BYTES = encodeTraces(REQUEST);

/** The recorded trace under another id, with content of a size. @param {number} number @param {number} [size] @returns {any} */
function another(number, size = 0) {
  const id = number.toString(16).padStart(32, 'f');
  return JSON.parse(TEXT.replaceAll(TRACE, id).replaceAll('They are easy to board.', `easy ${'x'.repeat(size)}`));
}
const idOf = (/** @type {any} */ request) => request.resourceSpans[0].scopeSpans[0].spans[0].traceId;

/** @param {any} request */
const spansOf = (request) =>
  request.resourceSpans.flatMap((/** @type {any} */ { scopeSpans }) =>
    scopeSpans.flatMap((/** @type {any} */ { spans }) => spans),
  );

/** @type {[string, unknown][]} */
const FORMS = [
  ['an object', REQUEST],
  ['text', TEXT],
  ['text as bytes', new TextEncoder().encode(TEXT)],
  ['protobuf', BYTES],
  ['an ArrayBuffer of protobuf', new Uint8Array(BYTES).buffer],
  ['protobuf within a larger buffer', Buffer.concat([Buffer.alloc(7), BYTES]).subarray(7)],
];

for (const [form, otlp] of FORMS) {
  test(`${form}: the same links, explanations and spans`, async () => {
    const linker = await createLinker();
    linker.add(otlp);
    await linker.process({ done: true });
    const links = linker.links(TRACE);
    assert.deepEqual(Object.keys(links), [ANSWER]);
    const [{ attributes, ...ids }] = links[ANSWER];
    assert.deepEqual(ids, { traceId: TRACE, spanId: SEARCH });
    assert.deepEqual([attributes.from, attributes.to, attributes['spanloom.via']], ['output', 'input', 'text']);

    const [{ from, range, ...part }] = linker.explain(TRACE, ANSWER);
    assert.deepEqual(part, { side: 'input', attribute: 'input.value', path: 'input.value', via: 'text' });
    assert.equal(PROMPT.slice(...range), PASSAGE.slice(...from.range));
    const [{ to, range: back }] = linker.explain(TRACE, SEARCH, { reverse: true });
    assert.deepEqual([to.spanId, to.range, back], [ANSWER, range, from.range]);

    const taken = linker.take({ done: true, format: 'json' });
    const [, , answer] = spansOf(JSON.parse(taken));
    assert.equal(answer.links[0].spanId, SEARCH);
    assert.equal(linker.take({ done: true }), undefined);
    linker.delete();
  });
}

test('protobuf comes out as it was, but for the links', async () => {
  const linker = await createLinker();
  linker.add(BYTES);
  const spans = spansOf(decodeTraces(linker.take({ done: true })));
  assert.deepEqual(
    spans.map(({ links, ...span }) => [links?.length, span]),
    spansOf(decodeTraces(BYTES)).map((span) => [span.spanId === ANSWER ? 1 : undefined, span]),
  );
  linker.delete();
});

test('`done` is of all traces, or of one', async () => {
  const linker = await createLinker();
  for (const number of [1, 2, 3]) linker.add(another(number));
  assert.equal(linker.take(), undefined, 'none is complete yet');
  const second = idOf(another(2));
  assert.deepEqual(
    new Set(spansOf(JSON.parse(linker.take({ format: 'json', done: second }))).map(({ traceId }) => traceId)),
    new Set([second]),
  );
  assert.equal(spansOf(JSON.parse(linker.take({ format: 'json', done: true }))).length, 6);
  linker.delete();
});

test('a trace is complete when nothing came for the grace time', async () => {
  let now = 1000;
  const linker = await createLinker({ grace: 50, clock: () => now });
  linker.add(REQUEST);
  now += 49;
  assert.equal(linker.take(), undefined);
  now += 1;
  assert.equal(spansOf(decodeTraces(/** @type {Uint8Array} */ (linker.take()))).length, 3);
  linker.delete();
});

test('`maxBytes` leaves traces whole, and gives one at least', async () => {
  const linker = await createLinker();
  for (let number = 0; number < 20; number++) linker.add(another(number, 1000));
  const sizes = [];
  for (
    let request = linker.take({ done: true, maxBytes: 5000 });
    request;
    request = linker.take({ done: true, maxBytes: 5000 })
  )
    sizes.push(spansOf(decodeTraces(request)).length);
  assert.ok(sizes.length > 3 && sizes.every((count) => count > 0 && count % 3 === 0), `${sizes}`);
  linker.add(REQUEST);
  assert.equal(spansOf(decodeTraces(linker.take({ done: true, maxBytes: 1 }))).length, 3);
  linker.delete();
});

test('what comes is read and given as memory grows', async () => {
  const linker = await createLinker();
  const before = linker.stats().memoryBytes;
  const large = another(1, 6_000_000);
  linker.add(large);
  linker.add(encodeTraces(another(2, 6_000_000)));
  assert.deepEqual(Object.keys(linker.links(idOf(large))), [ANSWER]);
  const taken = spansOf(JSON.parse(linker.take({ format: 'json', done: idOf(large) })));
  assert.deepEqual(taken[0], spansOf(large)[0]);
  assert.equal(taken[2].attributes[2].value.stringValue.length, 6_000_005);
  assert.equal(spansOf(decodeTraces(linker.take({ done: true }))).length, 3);
  assert.ok(linker.stats().memoryBytes > before + 6_000_000);
  linker.delete();
});

for (const [what, otlp, offset] of /** @type {[string, any, (size: number) => boolean][]} */ ([
  ['text that ends early', TEXT.slice(0, 200), (at) => at > 0 && at <= 200],
  ['text that is no JSON', '{"resourceSpans":[nonsense]}', (at) => at === 18],
  ['protobuf that ends early', BYTES.subarray(0, 100), (at) => at >= 0 && at <= 100],
  ['a group, which OTLP does not have', Uint8Array.of(0x0b), (at) => at === 0],
  ['a list', [], (at) => at === 0],
])) {
  test(`an OtlpError says where: ${what}`, async () => {
    const linker = await createLinker();
    linker.add(another(1));
    const before = linker.stats();
    assert.throws(
      () => linker.add(otlp),
      (error) => {
        assert.ok(error instanceof OtlpError);
        assert.equal(error.name, 'OtlpError');
        assert.ok(offset(error.offset), `${error.offset}`);
        assert.match(error.message, new RegExp(`., at byte ${error.offset}$`));
        return true;
      },
    );
    assert.deepEqual(linker.stats(), { ...before, refused: 1 });
    linker.delete();
  });
}

test('a request that cannot fit is refused, and the linker goes on', async () => {
  const linker = await createLinker();
  for (const size of [2 ** 31, 2 ** 32]) assert.throws(() => linker.add(new Uint8Array(size)), /not enough memory for/);
  linker.add(REQUEST);
  assert.equal(linker.stats().spans, 3);
  linker.delete();
});

test('conventions of the user are read, and wrong ones refused', async () => {
  const mine = JSON.parse(TEXT.replaceAll('input.value', 'my.in').replaceAll('output.value', 'my.out'));
  const none = await createLinker();
  none.add(mine);
  assert.deepEqual(none.links(TRACE), {});
  none.delete();
  const conventions = /** @type {const} */ ([
    { attribute: 'my.in', holds: 'input' },
    { attribute: 'my.out', holds: 'output' },
  ]);
  const linker = await createLinker({ conventions });
  linker.add(mine);
  assert.deepEqual(Object.keys(linker.links(TRACE)), [ANSWER]);
  linker.delete();
  await assert.rejects(createLinker({ conventions: [{ attribute: 'my.in', holds: 'inputs' }] }), {
    name: 'ConfigurationError',
    message: /^createLinker\(\): conventions\[0\]\.holds: expected one of 'input', .*, got '.*inputs/,
  });
});

const STARVED = `
  import { createLinker } from '${new URL('../../../js/linker/index.js', import.meta.url)}';
  const [linker, other] = await Promise.all([createLinker(), createLinker()]);
  const span = (i) => ({ traceId: String(i).padStart(32, 'a'), spanId: 'b'.repeat(16), name: 'n'.repeat(100000) });
  const request = (i) => ({ resourceSpans: [{ scopeSpans: [{ spans: [span(i)] }] }] });
  const errors = [];
  for (let i = 0; i < 400 && errors.length < 2; i++)
    try {
      linker.add(request(i));
    } catch (error) {
      errors.push(error);
    }
  other.add(request(0));
  console.log(JSON.stringify([errors.map(String), errors[0] === errors[1], other.stats().spans]));
`;

test('without memory the linker fails by name, and others go on', async () => {
  const flags = ['--wasm-max-mem-pages=256', '--input-type=module', '-e', STARVED];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, flags);
  const failed = 'LinkerFailedError: the linker failed, and what it held is lost: there is no more memory';
  assert.deepEqual([JSON.parse(stdout), stderr], [[[failed, failed], true, 1], '']);
});
