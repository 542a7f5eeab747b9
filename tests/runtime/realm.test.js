// A page is as it was when tracing is over, and its errors tell the frames that they tell untraced.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInBrowser } from './browsers.js';
import { ownSite } from './own-site.js';

const SUPPORT = ['realm.js', 'stacks.js', 'use-tracer.js'];

for (const browser of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`a tracer leaves nothing behind in ${browser}`, { timeout: 120_000 }, async (t) => {
    const results = await runInBrowser(t, ownSite(t, 'realm-app.js', SUPPORT), browser, 'page');
    assert.deepEqual(results, { off: [], over: [], caught: [], unhandled: [] });
  });
}
