// Which URLs are destinations.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError, createTracer } from '../../../js/index.js';
import { readPropagate } from '../../../js/options/propagate.js';
import { recording } from '../support/spans.js';

/** @param {any} to @param {string} url @param {unknown[]} [errors] */
const matches = (to, url, errors = []) =>
  readPropagate('test()', { to })?.(new URL(url).href, (error) => errors.push(error));

for (const [rule, yes, no] of /** @type {[string, string[], string[]][]} */ ([
  [
    'https://a.example',
    ['https://a.example', 'https://a.example/', 'https://A.example:443/x?y#z', 'https://a.example?y'],
    [
      ...['http://a.example/', 'https://a.example.evil/', 'https://a.example:8443/', 'https://a.example@evil.example/'],
      ...['https://evil.example/https://a.example/', 'https://evil.example/?https://a.example', 'https://b.a.example/'],
    ],
  ],
  [
    'https://a.example/v1',
    ['https://a.example/v1', 'https://a.example/v1/chat', 'https://a.example/v1?x', 'https://a.example/v1#x'],
    ['https://a.example/v10', 'https://a.example/', 'https://a.example/v1/../v2', 'https://a.example/v1%2e'],
  ],
  ['https://a.example/v1/', ['https://a.example/v1/chat'], ['https://a.example/v1']],
])) {
  test(`${rule} matches up to the end of a part`, () => {
    for (const url of yes) assert.equal(matches([rule], url), true, url);
    for (const url of no) assert.equal(matches([rule], url), false, url);
  });
}

test('a regular expression has no state, a function gets the URL as a string', () => {
  const to = /** @type {const} */ ([/^https:\/\/a\./g, (/** @type {string} */ url) => url.endsWith('/ask')]);
  const isDestination = readPropagate('test()', { to });
  for (let i = 0; i < 3; i++) assert.equal(isDestination?.('https://a.example/', assert.fail), true);
  assert.equal(isDestination?.('https://b.example/ask', assert.fail), true);
  assert.equal(isDestination?.('https://b.example/', assert.fail), false);
});

test('a function that throws or returns a promise says no', () => {
  /** @type {unknown[]} */
  const errors = [];
  const wrong = new Error('wrong');
  const throwing = () => {
    throw wrong;
  };
  assert.equal(matches([throwing, async () => Promise.reject(wrong)], 'https://a.example', errors), false);
  assert.deepEqual(errors, [wrong]);
});

test('a wrong destination is a ConfigurationError that names it', () => {
  for (const [to, message] of /** @type {[any, RegExp][]} */ ([
    ['https://a.example', /propagate: 'to' must be a list of URLs/],
    [['a.example'], /propagate: to\[0\] must be an HTTP URL, a regular expression or a function, not "a.example"/],
    [['/api'], /to\[0\]/],
    [['https://a.example', 'ftp://a.example'], /to\[1\]/],
    [[null], /to\[0\].* not null/],
  ])) {
    const check = { name: 'ConfigurationError', message };
    assert.throws(() => createTracer({ propagate: { to } }), check);
    assert.throws(() => createTracer().traceFetch(fetch, { propagate: { to } }), check);
  }
  const { traceFetch } = createTracer();
  for (const wrong of /** @type {any[]} */ ([{ tracer: {} }, { to: [] }, { propagate: 1 }, 1]))
    assert.throws(() => traceFetch(fetch, wrong), ConfigurationError);
  assert.throws(() => traceFetch(/** @type {any} */ (undefined)), ConfigurationError);
});

test('by default a server sends no trace context', async () => {
  const { tracer, finish } = recording();
  /** @type {any[]} */
  const calls = [];
  const send = tracer.traceFetch((/** @type {any[]} */ ...args) => calls.push(args));
  const init = {};
  await tracer.trace('step', () => send('https://a.example', init));
  assert.deepEqual(calls, [['https://a.example', init]]);
  assert.equal(calls[0][1], init);
  await finish();
});
