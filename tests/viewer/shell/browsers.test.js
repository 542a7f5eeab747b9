// The main paths in both browsers, each started at a page that reports what it found.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openBrowser } from '../../runtime/browsers.js';
import { agentTrace, ragTrace } from '../fixtures.js';
import { pageWith, serveViewer } from '../page.js';

const script = readFileSync(new URL('in-page.js', import.meta.url), 'utf8');

for (const browser of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`traces are read, listed, opened, selected and searched in ${browser}`, async (t) => {
    /** @type {(body: string) => void} */
    let onReport = () => {};
    const reported = new Promise((resolve) => {
      onReport = resolve;
    });
    const html = pageWith().replace('</body>', '<script type="module" src="/in-page.js"></script></body>');
    const traces = { '/rag.json': JSON.stringify(ragTrace()), '/agent.json': JSON.stringify(agentTrace()) };
    const server = await serveViewer({ files: { '/': html, '/in-page.js': script, ...traces }, onReport });
    t.after(server.close);
    const { found, error } = JSON.parse(await Promise.race([reported, openBrowser(t, browser, server.url)]));
    assert.equal(error, undefined);
    assert.deepEqual(found, {
      rag: 5,
      agent: 7,
      traces: ['answer question', 'invoke_agent harbour'],
      selected: ['chat large-2 (2)'],
      links: 4,
      hash: '#spanloom.trace=…&spanloom.span=…&spanloom.view=timeline&spanloom.panel=content',
    });
  });
}
