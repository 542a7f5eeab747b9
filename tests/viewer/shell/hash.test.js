import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readHash, writeHash } from '../../../js/viewer/element/hash.js';

const TRACE = 'ab'.repeat(16);
const SPAN = 'cd'.repeat(8);

test('what is written is read again', () => {
  const place = { trace: TRACE, span: SPAN, view: 'timeline', panel: 'details' };
  assert.deepEqual(readHash(writeHash('', place)), place);
  assert.deepEqual(readHash(writeHash(writeHash('', place), { trace: TRACE })), { trace: TRACE });
});

test('what others keep in the fragment stays', () => {
  assert.equal(writeHash('#section', { trace: TRACE }), `#section&spanloom.trace=${TRACE}`);
  assert.equal(writeHash(`#a=1&spanloom.trace=${TRACE}&b=2`, {}), '#a=1&b=2');
  assert.equal(writeHash('#spanloom.data=xyz', { trace: TRACE }), `#spanloom.data=xyz&spanloom.trace=${TRACE}`);
  assert.equal(writeHash(`#spanloom.trace=${TRACE}`, {}), '');
});

test('what is no place is not read', () => {
  assert.deepEqual(readHash(''), {});
  assert.deepEqual(readHash('#spanloom.trace=<img>&spanloom.span=12&spanloom.view=else&spanloom.panel'), {});
  assert.deepEqual(readHash(`#spanloom.trace=%E0%A4%A&spanloom.span=${SPAN}`), { span: SPAN });
});
