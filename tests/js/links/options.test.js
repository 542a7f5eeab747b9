import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CoreSession } from '../../../js/core/session.js';
import { ConfigurationError, createTracer } from '../../../js/index.js';
import { readTracerOptions } from '../../../js/options/tracer-options.js';

const linksOf = (/** @type {any} */ links) => readTracerOptions('createTracer()', { links }).links;

test('evidence by content is on unless it is switched off, and its refinements are off unless switched on', () => {
  const { evidence, byContent, minLength, maxTextBytes } = linksOf({});
  assert.deepEqual(evidence, { structure: true, text: true, attribution: false, ranges: false });
  assert.deepEqual(
    { byContent, minLength, maxTextBytes },
    { byContent: true, minLength: 0, maxTextBytes: 16 * 2 ** 20 },
  );
});

test('each kind of evidence has its own switch', () => {
  assert.equal(linksOf({ structure: false }).evidence.structure, false);
  assert.equal(linksOf({ text: false }).evidence.text, false);
  assert.equal(linksOf({ text: {} }).evidence.text, true);
  assert.equal(linksOf({ attribution: true }).evidence.attribution, true);
  assert.equal(linksOf({ text: { ranges: true } }).evidence.ranges, true);
  assert.equal(linksOf({ text: { minLength: 48 } }).minLength, 48);
  assert.equal(linksOf({ maxTextBytes: 1000 }).maxTextBytes, 1000);
});

test('identity and content do not depend on each other', () => {
  const { isOn, byContent } = linksOf({ identity: false });
  assert.deepEqual({ isOn, byContent }, { isOn: false, byContent: true });
  const alone = linksOf({ structure: false, text: false });
  assert.deepEqual({ isOn: alone.isOn, byContent: alone.byContent }, { isOn: true, byContent: false });
});

test('only the policy flow looks at content', () => {
  assert.equal(linksOf({ policy: 'every-use' }).byContent, false);
  assert.equal(linksOf(false).byContent, false);
  assert.equal(linksOf(true).byContent, true);
});

test('the core is told', () => {
  const tell = (/** @type {any} */ links) => {
    /** @type {unknown[]} */
    let told = [];
    const session_new = (/** @type {unknown[]} */ ...given) => {
      told = given;
    };
    new CoreSession({ session_new, memory: new WebAssembly.Memory({ initial: 1 }) }, linksOf(links));
    return told;
  };
  assert.deepEqual(tell({}), [1, 1024, 2 ** 20, 1 | 2, 0, 2 ** 24]);
  assert.deepEqual(tell({ structure: false, maxTextBytes: Infinity }), [1, 1024, 2 ** 20, 2, 0, 2 ** 32 - 1]);
  assert.deepEqual(tell({ text: false, attribution: true }).slice(3), [1 | 4, 0, 2 ** 24]);
  assert.deepEqual(tell({ text: { ranges: true, minLength: 9 }, policy: 'off' }), [
    0,
    1024,
    2 ** 20,
    1 | 2 | 8,
    9,
    2 ** 24,
  ]);
});

const wrong = [
  [{ structure: 1 }, /links: 'structure' must be true or false, not 1/],
  [{ text: 'yes' }, /links: 'text' must be true or false or an object, not "yes"/],
  [{ text: { minlength: 9 } }, /links.text has no option 'minlength'; there is 'minLength'/],
  [{ text: { minLength: 7 } }, /'minLength' must be a whole number from 8 to 1024, not 7/],
  [{ text: { minLength: 1025 } }, /from 8 to 1024, not 1025/],
  [{ text: { minLength: 32.5 } }, /from 8 to 1024, not 32.5/],
  [{ text: { minLength: Infinity } }, /from 8 to 1024/],
  [{ text: { ranges: 1 } }, /'ranges' must be true or false, not 1/],
  [{ attribution: 'x' }, /'attribution' must be true or false/],
  [{ maxTextBytes: 0 }, /'maxTextBytes' must be a number above 0, not 0/],
];
for (const [links, message] of wrong) {
  test(`refused: ${JSON.stringify(links)}`, () => {
    const tried = () => createTracer({ links: /** @type {any} */ (links) });
    assert.throws(tried, ConfigurationError);
    assert.throws(tried, message);
  });
}

for (const minLength of [8, 1024])
  test(`accepted: ${minLength}`, () => assert.equal(linksOf({ text: { minLength } }).minLength, minLength));
