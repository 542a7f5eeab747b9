// Wrong options and arguments: an error that names what is wrong and what is right, and nothing else happens.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError, createLinker, OtlpError } from '../../../js/linker/index.js';
import { readLinkerOptions, readTakeOptions } from '../../../js/linker/options.js';

const ID = '0123456789abcdef0123456789abcdef';
const SPAN = '0123456789abcdef';

/** @type {[options: unknown, message: RegExp][]} */
const WRONG = [
  [5, /^createLinker\(\) takes an object of options, not 5/],
  [{ graze: 5 }, /has no option 'graze'; there is 'grace'/],
  [{ grace: -1 }, /'grace' must be a number, 0 or more, not -1/],
  [{ grace: NaN }, /'grace'/],
  [{ maxTraces: 0.5 }, /'maxTraces' must be a whole number above 0, or Infinity, not 0.5/],
  [{ maxTraceBytes: 0 }, /'maxTraceBytes'/],
  [{ maxBytes: '1 GB' }, /'maxBytes' must be .*, not "1 GB"/],
  [{ links: true }, /'links' must be an object, not true/],
  [{ links: { text: { minLength: 7 } } }, /links.text: 'minLength' must be a whole number from 8 to 1024, not 7/],
  [{ clock: 5 }, /'clock' must be a function, not 5/],
  [{ share: { index: 2, count: 2 } }, /'share' must be an object { index, count }, .*, not an object/],
  [{ share: { index: 0, count: 2 ** 32 } }, /'share' must be an object/],
  [{ conventions: {} }, /'conventions' must be a list/],
  [
    {
      conventions: [
        { attribute: 'a', holds: 'input' },
        { attribute: 'b', holds: 'prompt' },
      ],
    },
    /^createLinker\(\): conventions\[1\].holds: expected one of 'input', .*, got 'prompt'$/,
  ],
  [{ wasm: 1 }, /'wasm' must be a WebAssembly.Module/],
];

for (const [options, message] of WRONG) {
  test(`createLinker(${JSON.stringify(options)}) is refused`, async () => {
    await assert.rejects(createLinker(options), (error) => {
      assert.ok(error instanceof ConfigurationError);
      assert.match(error.message, message);
      return true;
    });
  });
}

test('limits that the engine cannot keep are reduced to those that it can', () => {
  const { settings } = readLinkerOptions({ maxTraces: Infinity, maxTraceBytes: Infinity, maxBytes: Infinity });
  assert.deepEqual([settings.maxTraces, settings.maxTraceBytes, settings.maxBytes], [0xffffffff, 2 ** 30, 2 ** 30]);
  assert.equal(readLinkerOptions({ maxBytes: 1000 }).settings.maxTraceBytes, 1000);
  assert.equal(readTakeOptions({ format: 'json', maxBytes: 2 ** 40 }).maxBytes, 2 ** 28);
  assert.equal(readTakeOptions({}).maxBytes, Infinity);
});

test('the methods refuse wrong options', async () => {
  const linker = await createLinker();
  /** @type {[call: () => unknown, message: RegExp][]} */
  const calls = [
    [() => linker.add('{}', { signal: 'metrics' }), /linker.add\(\): 'signal' must be 'traces' or 'logs'/],
    [() => linker.take({ format: 'xml' }), /linker.take\(\): 'format' must be 'protobuf' or 'json'/],
    [() => linker.take({ done: 'yes' }), /'done' must be true or false or a trace ID of 32 hex digits, not "yes"/],
    [() => linker.take({ maxBytes: -1 }), /'maxBytes'/],
    [() => linker.explain(ID, SPAN, { revers: true }), /has no option 'revers'; there is 'reverse'/],
  ];
  for (const [call, message] of calls)
    assert.throws(
      call,
      (/** @type {any} */ error) => error instanceof ConfigurationError && message.test(error.message),
    );
  await assert.rejects(linker.process({ done: ID }), ConfigurationError);
  linker.delete();
});

test('the methods refuse what is no ID, and take IDs of either case', async () => {
  const linker = await createLinker();
  for (const id of [undefined, 5, '', SPAN, `${ID.slice(1)}g`, `${ID}0`])
    assert.throws(
      () => linker.links(/** @type {any} */ (id)),
      /linker.links\(\) takes a trace ID of 32 hex digits, not /,
    );
  assert.throws(
    () => linker.kinds(/** @type {any} */ ({})),
    /linker.kinds\(\) takes a trace ID of 32 hex digits, not /,
  );
  assert.throws(() => linker.explain(ID, ID), /linker.explain\(\) takes a span ID of 16 hex digits, not /);
  assert.throws(() => linker.contents(ID, ID), /linker.contents\(\) takes a span ID of 16 hex digits, not /);
  assert.deepEqual([linker.links(ID.toUpperCase()), linker.explain(ID, SPAN)], [{}, []]);
  assert.deepEqual([linker.kinds(ID.toUpperCase()), linker.contents(ID, SPAN.toUpperCase())], [{}, []]);
  assert.equal(linker.take({ done: ID.toUpperCase() }), undefined);
  linker.delete();
});

test('add() refuses what is no OTLP with a TypeError', async () => {
  const linker = await createLinker();
  for (const otlp of [undefined, null, 5, true, () => {}])
    assert.throws(
      () => linker.add(otlp),
      (/** @type {any} */ error) => error instanceof TypeError && !(error instanceof OtlpError),
    );
  linker.delete();
});

test('a clock that returns a bigint, or no number, fails nothing', async () => {
  for (const clock of [() => process.hrtime.bigint(), () => Number.NaN, () => /** @type {any} */ ('late')]) {
    const linker = await createLinker({ clock: /** @type {any} */ (clock) });
    linker.add({ resourceSpans: [] });
    await linker.process();
    assert.equal(linker.stats().requests, 1);
    linker.delete();
  }
});
