// The grammar of W3C Trace Context, as the specification and its conformance suite have it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHex } from '../../../js/base/random.js';
import { formatTraceparent, parseTraceparent, parseTracestate } from '../../../js/propagate/trace-context.js';
import fc from '../support/fast-check.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

const hex = (/** @type {number} */ length) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const id = (/** @type {number} */ length) => hex(length).filter((text) => !/^0+$/.test(text));

test('what is written is read', () => {
  fc.assert(
    fc.property(id(32), id(16), fc.integer({ min: 0, max: 3 }), (traceId, spanId, flags) => {
      const parsed = parseTraceparent(formatTraceparent(traceId, spanId, flags));
      assert.deepEqual(parsed && [toHex(...parsed.traceWords), toHex(...parsed.spanWords), parsed.flags], [
        traceId,
        spanId,
        flags,
      ]);
    }),
  );
});

test('of all flags, two have a meaning', () => {
  fc.assert(
    fc.property(hex(2), (flags) => {
      assert.equal(parseTraceparent(`00-${TRACE}-${SPAN}-${flags}`)?.flags, Number.parseInt(flags, 16) & 3);
    }),
  );
});

/** Written anew after the specification, by position instead of by pattern. @param {string} text */
function isValid(text) {
  const field = text.replace(/^[ \t]*/, '').replace(/[ \t]*$/, '');
  const isHex = (/** @type {string} */ part) => [...part].every((char) => '0123456789abcdef'.includes(char));
  const parts = [field.slice(0, 2), field.slice(3, 35), field.slice(36, 52), field.slice(53, 55)];
  const [version, traceId, spanId] = parts;
  if (field.length < 55 || !parts.every(isHex) || [2, 35, 52].some((at) => field[at] !== '-')) return false;
  if (version === 'ff' || traceId === '0'.repeat(32) || spanId === '0'.repeat(16)) return false;
  return field.length === 55 || (version !== '00' && field[55] === '-');
}

test('any damage to a valid field is judged as the specification does', () => {
  const damaged = fc
    .record({
      version: fc.oneof(fc.constantFrom('00', '01', 'cc', 'fe', 'ff', 'FF', '0', '.0'), hex(2)),
      traceId: fc.oneof(
        fc.constant(TRACE),
        fc.constant('0'.repeat(32)),
        hex(32),
        hex(31),
        fc.constant(TRACE.toUpperCase()),
      ),
      spanId: fc.oneof(fc.constant(SPAN), fc.constant('0'.repeat(16)), hex(16), hex(17), fc.string()),
      flags: fc.oneof(hex(2), hex(1), fc.constantFrom('.0', '0G', '')),
      rest: fc.constantFrom('', '-', '-what', '.', 'x', ',00', '\n', '-\n', ' ', '\t '),
      before: fc.constantFrom('', ' ', '\t', '\n', 'x'),
    })
    .map(
      ({ version, traceId, spanId, flags, rest, before }) => `${before}${version}-${traceId}-${spanId}-${flags}${rest}`,
    );
  const spliced = fc.tuple(fc.nat(56), fc.nat(3), fc.string({ maxLength: 3 })).map(([at, count, text]) => {
    const whole = `00-${TRACE}-${SPAN}-01`;
    return whole.slice(0, at) + text + whole.slice(at + count);
  });
  let valid = 0;
  fc.assert(
    fc.property(fc.oneof(damaged, spliced, fc.string()), (text) => {
      const parsed = parseTraceparent(text);
      if (parsed) valid += 1;
      assert.equal(parsed !== undefined, isValid(text), JSON.stringify(text));
    }),
    { numRuns: 5000 },
  );
  assert.ok(valid > 50, `${valid} were valid: the test says nothing`);
});

const cases = {
  'foo=1,bar=2': 'foo=1,bar=2',
  ' foo=1 \t,\tbar=2,,': 'foo=1,bar=2',
  '': '',
  'foo=1,foo=2': 'foo=1,foo=2',
  'foo=one two': 'foo=one two',
  'fw529a3039@dt=FfSJ_:+': 'fw529a3039@dt=FfSJ_:+',
  '0x=1': '0x=1',
  [`${'z'.repeat(256)}=1`]: `${'z'.repeat(256)}=1`,
  [`a=${'v'.repeat(256)}`]: `a=${'v'.repeat(256)}`,
  'foo=1=2': undefined,
  foo: undefined,
  'foo=': undefined,
  '=1': undefined,
  'foo @=1': undefined,
  'Foo=1': undefined,
  '_foo=1': undefined,
  'foo=ü': undefined,
  'foo=1\u0000': undefined,
  [`${'z'.repeat(257)}=1`]: undefined,
  [`a=${'v'.repeat(257)}`]: undefined,
};

for (const [text, expected] of Object.entries(cases)) {
  test(`the tracestate ${JSON.stringify(text.slice(0, 30))} is ${expected === undefined ? 'refused' : 'passed on'}`, () => {
    assert.equal(parseTracestate(text), expected);
  });
}

test('at most 32 members', () => {
  const members = (/** @type {number} */ count) => Array.from({ length: count }, (_, i) => `k${i}=${i}`).join(',');
  assert.equal(parseTracestate(members(32)), members(32));
  assert.equal(parseTracestate(members(33)), undefined);
});

test('long fields are refused, and what is read is read in one pass', () => {
  const blanks = ' \t'.repeat(500_000);
  const parent = `00-${TRACE}-${SPAN}-01`;
  for (const text of [blanks, `${parent}${blanks}`, `${blanks}${parent}`, `x${blanks}x`])
    assert.equal(parseTraceparent(text), undefined);
  assert.equal(parseTraceparent(`01${parent.slice(2)}-${'x'.repeat(1024 - 56)}`)?.flags, 1);
  assert.equal(parseTraceparent(`01${parent.slice(2)}-${'x'.repeat(1024 - 55)}`), undefined);
  for (const text of [blanks, `a=1${blanks}`, `a=1${blanks},b=2`, ','.repeat(1_000_000)])
    assert.equal(parseTracestate(text), undefined);
  const longest = `a=1,${' '.repeat(16_896 - 7)}b=2`;
  for (let i = 0; i < 1000; i++) assert.equal(parseTracestate(longest), 'a=1,b=2');
  for (let i = 0; i < 1000; i++) assert.equal(parseTracestate(`a=1${' '.repeat(16_000)}1`), undefined);
  assert.equal(parseTracestate(` ${longest}`), undefined);
});

test('a tracestate that is passed on is passed on again, unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab=,1 \t@-'), maxLength: 40 }), (text) => {
      const passed = parseTracestate(text);
      if (passed !== undefined) assert.equal(parseTracestate(passed), passed);
    }),
  );
});
