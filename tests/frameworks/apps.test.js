// Apps of real packages, as an engineer would write and trace them: their links are known by construction, and found.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, test } from 'node:test';
import { runApp } from './harness.js';
import { KNOWN } from './known.js';

const FILES = readdirSync(new URL('apps', import.meta.url)).sort();
const total = { found: 0, missing: 0, wrong: 0 };

for (const file of FILES) {
  test(file, async (t) => {
    /** @type {import('./harness.js').App} */
    const app = await import(`./apps/${file}`);
    const { found, missing, wrong } = await runApp(app);
    total.found += found.length;
    total.missing += missing.length;
    total.wrong += wrong.length;
    t.diagnostic(`${found.length} found, ${missing.length} missing, ${wrong.length} wrong`);
    assert.equal(`${app.name}.js`, file);
    const known = KNOWN[app.name];
    assert.deepEqual({ missing, wrong }, { missing: known?.missing ?? [], wrong: known?.wrong ?? [] });
  });
}

test('what is known to be wrong is of an app that is there', () => {
  const gone = Object.keys(KNOWN).filter((name) => !FILES.includes(`${name}.js`));
  assert.deepEqual(gone, []);
});

after(() => {
  const { found, missing, wrong } = total;
  const [precision, recall] = [found / (found + wrong), found / (found + missing)].map((share) => share.toFixed(3));
  console.log(`${found + missing} links: precision ${precision}, recall ${recall}`);
});
