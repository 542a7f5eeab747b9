// The rules of the store in each browser engine.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from './browsers.js';
import { project } from './packed.js';
import { startSite } from './page-site.js';

for (const browser of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`${browser} stores spans for their owner`, { timeout: 90_000 }, async (t) => {
    const site = await startSite(project(t));
    t.after(site.close);
    const report = await Promise.race([site.report, openBrowser(t, browser, `${site.url}/store`)]);
    assert.ok(Object.keys(report).length >= 6);
    for (const [name, [found, expected]] of Object.entries(report)) assert.deepEqual(found, expected, name);
  });
}
