// Pages made of the libraries that pages are made of: traced, they do exactly what they do bare, in both browsers.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { runInBrowser } from '../runtime/browsers.js';
import { project } from '../runtime/packed.js';
import { buildPages, NAMES } from './build.js';
import { differences } from './differences.js';
import { VARIANTS } from './frame/variants.js';

const folder = project({ after });
const built = buildPages(folder);

for (const browser of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`pages in ${browser}`, async (t) => {
    await built;
    const results = await runInBrowser(t, folder, browser, 'page');
    for (const name of NAMES) await t.test(name, (t) => assertUnnoticed(t, results[name]));
  });
}

/** @param {import('node:test').TestContext} t */
async function assertUnnoticed(t, { bare, ...others }) {
  assert.equal(bare.error, undefined);
  assert.ok(bare.played.lines.length > 0, 'something can be noticed');
  for (const [variant, { played, error }] of Object.entries(others)) {
    const isUnknown = VARIANTS[variant].at === 'play' && !bare.played.isKnownBefore;
    await t.test(variant, { skip: isUnknown && 'what was made before the tracer is not known to be observed' }, () => {
      assert.equal(error, undefined);
      assert.deepEqual(differences(played.lines, bare.played.lines), []);
      if (played.traced) assertTraced(played, VARIANTS[variant].options?.capture ?? true);
    });
  }
}

/** Each span has arrived, with its content, and with its links: also what is not read has an identity. */
function assertTraced({ traced: { errors, counts, spans }, shown }, isCaptured) {
  assert.deepEqual(errors, []);
  assert.equal(counts.ended, spans.length);
  for (const [name, beginning] of Object.entries(shown)) {
    const takes = spans.filter((span) => span.name === `take ${name}`);
    if (isCaptured) assert.equal(takes[0].input.slice(0, beginning.length), beginning);
    else assert.equal(takes[0].input, undefined);
    assert.ok(
      takes.some(({ links }) => links.includes(`give ${name}`)),
      `what is given is taken: ${name}`,
    );
  }
}
