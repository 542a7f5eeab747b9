import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  linkData,
  MAX_INFLATED,
  MAX_LINK,
  PermalinkError,
  permalink,
  readPermalink,
} from '../../../js/viewer/share/permalink.js';

const SEED = process.env.FC_SEED === 'random' ? undefined : 16;
const ADDRESS = 'https://example.com/traces?user=1#spanloom.view=graph';

const data = (link) => linkData(new URL(link).hash);
const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

test('random traces come back as they were', async () => {
  const otlp = fc.record({
    resourceSpans: fc.array(fc.record({ name: fc.string({ unit: 'binary' }), value: fc.jsonValue() }), {
      maxLength: 20,
    }),
  });
  await fc.assert(
    fc.asyncProperty(otlp, async (trace) => {
      const json = JSON.stringify(trace);
      const link = await permalink(json, ADDRESS);
      assert.match(link, /^https:\/\/example\.com\/traces\?user=1#spanloom\.data=[\w-]+$/);
      assert.equal(await readPermalink(data(link)), json);
    }),
    { seed: SEED, numRuns: 100 },
  );
});

test('a link is found beside other members of the fragment', () => {
  assert.equal(linkData('#spanloom.trace=ab&spanloom.data=xyz&other=1'), 'xyz');
  assert.equal(linkData('#my.spanloom.data=xyz'), undefined);
  assert.equal(linkData(''), undefined);
});

test('a trace that is too large is refused with advice', async () => {
  const words = Array.from({ length: 20_000 }, (_, index) => Math.sin(index).toString(36)).join('');
  await assert.rejects(permalink(JSON.stringify({ resourceSpans: [words] }), ADDRESS), {
    name: 'PermalinkError',
    message: /^The trace needs a link of [\d,]+ kB, and 32 kB is the most: share it without contents, or download/,
  });
});

test('a bomb is not inflated beyond the limit', async () => {
  const bomb = base64url(gzipSync(Buffer.alloc(3 * MAX_INFLATED, 0x20), { level: 9 }));
  assert.ok(bomb.length <= MAX_LINK, 'it is short enough to be looked at');
  await assert.rejects(readPermalink(bomb), {
    name: 'PermalinkError',
    message: 'The link contains more than 8,192 kB',
  });
});

const WRONG = {
  nothing: '',
  'other characters': '<script>',
  'no gzip': base64url('hello'),
  'a cut link': base64url(gzipSync(JSON.stringify({ resourceSpans: ['some words'] }))).slice(0, -12),
  'no UTF-8': base64url(gzipSync(Buffer.from([0x22, 0xff, 0x22]))),
  'no JSON': base64url(gzipSync('{"resourceSpans":')),
  'an impossible length': 'abcde',
};
for (const [name, text] of Object.entries(WRONG))
  test(`${name}: the link is damaged`, () =>
    assert.rejects(readPermalink(text), { name: 'PermalinkError', message: /^The link is damaged/ }));

for (const json of ['null', '1', '[]', '{}', '{"resourceSpans":{}}'])
  test(`${json} is no trace`, () =>
    assert.rejects(readPermalink(base64url(gzipSync(json))), { message: 'The link contains no trace: copy it again' }));

test('random fragments are told, and nothing else is thrown', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.uint8Array().map(base64url)), async (text) => {
      await assert.rejects(readPermalink(text), PermalinkError);
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test('what is longer than a link can be is not looked at', () =>
  assert.rejects(readPermalink('a'.repeat(MAX_LINK + 1)), { message: 'The link is longer than 32 kB' }));
