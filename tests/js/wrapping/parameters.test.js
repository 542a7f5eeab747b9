// How many arguments a function can read, as far as its source says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';
import { parametersOf } from '../../../js/wrapping/parameters.js';

const UNKNOWN = 0;
const made = (/** @type {string} */ source) => runInThisContext(`(${source})`);

test('every way to write a function', () => {
  for (const [source, count] of /** @type {[string, number][]} */ ([
    ['(a) => a', 1],
    ['(a, b) => [a, b]', 2],
    ['async (a, b,) => [a, b]', 2],
    ['a => f((b, c) => b)', 1],
    ['async a => { f("("); }', 1],
    ['ä => ä', 1],
    ['$ => [0]', 1],
    ['(a) => (b, c = 1) => a', 1],
    ['function (a, b) {}', 2],
    ['async function* named(a, b) {}', 2],
    ['({ a }, b) => a', 2],
    ['({ a = Date.now(), of: { b = {} } }, [c = [], ...d], e) => a', 3],
    ['({ a: { b: { c: { d: [e] } } } }, f) => e', 2],
    ['(a /* , b = 1 */) => a', 1],
    ['(a, // ...c)\n b) => a', 2],
    ['class { m(a, b) {} }.prototype.m', 2],
    ['class { static async *m({ a, b = 1 }, c) {} }.m', 2],
    ['Object.getOwnPropertyDescriptor({ set m(a) {} }, "m").set', 1],
    // The first argument is the request.
    ['() => 1', 1],
    ['function () {}', 1],
    // A default, or the rest.
    ['(a, b = 1) => a', UNKNOWN],
    ['(a, { b } = {}) => a', UNKNOWN],
    ['({ a } = {}, b) => a', UNKNOWN],
    ['(a, ...b) => a', UNKNOWN],
    ['function (a, [...b], ...c) {}', UNKNOWN],
    ['(a, b = f(")")) => a', UNKNOWN],
    ['(a, b = /\\)/) => a', UNKNOWN],
    ['(a, b = `)`) => a', UNKNOWN],
    ['({ a = ")" }, b) => a', UNKNOWN],
    // It may read more.
    ['function (a) { return arguments[1]; }', UNKNOWN],
    ['Math.max', UNKNOWN],
    ['((a) => a).bind(undefined)', UNKNOWN],
    // A name may be anything.
    ['{ ["m"](a) {} }["m"]', UNKNOWN],
    ['{ [(a, b) => a](c, ...d) {} }["(a, b) => a"]', UNKNOWN],
  ]))
    assert.equal(parametersOf(made(source)), count, source);
});

test('a length that was set', () => {
  const having = (/** @type {PropertyDescriptor} */ length) =>
    Object.defineProperty((/** @type {any} */ a) => a, 'length', length);
  for (const [value, count] of [
    [1000, 255],
    [-1, 1],
    [Number.NaN, 1],
    ['many', 1],
  ])
    assert.equal(parametersOf(having({ value })), count);
  assert.equal(parametersOf(having({ get: () => assert.fail('it was read') })), 1);
});
