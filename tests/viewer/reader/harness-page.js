import { build } from 'esbuild';
import { css } from '../../../scripts/lib/viewer.mjs';
import { ROOT } from '../../house/files.js';
import { serveViewer } from '../page.js';

const HTML = `<!doctype html>
<html lang="en">
  <head>
    <title>Reader</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/page.css" />
    <script type="module" src="/harness.js"></script>
  </head>
  <body><main><h1 class="hidden">Reader</h1><div id="host"></div></main></body>
</html>`;
const CSS = 'html, body, main, #host { display: block; height: 100%; margin: 0; } .hidden { display: none; }';

/** Serves the views with hand-made spans, under the policy of the other pages. */
export async function serveHarness() {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['tests/viewer/reader/harness.jsx'],
    outdir: 'dist',
    write: false,
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    plugins: [css],
  });
  return serveViewer({ files: { '/': HTML, '/page.css': CSS, '/harness.js': outputFiles[0].text } });
}

/**
 * A page that shows a span, which fails the test if there is an error or a violation of the policy.
 * @param {import('node:test').TestContext} t
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {{ details: Map<string, any>, model: any, spanId: string, panel?: 'content' | 'details' } & import('playwright-core').BrowserContextOptions} options
 */
export async function openReader(t, browser, url, { details, model, spanId, panel, ...options }) {
  const page = await browser.newPage({ viewport: { width: 700, height: 900 }, ...options });
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.stack));
  page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
  t.after(async () => {
    await page.close();
    if (problems.length > 0) throw new Error(problems.join('\n'));
  });
  await page.goto(url);
  await page.evaluate(
    ([all, model, panel]) => globalThis.show(new Map(all), model, panel),
    [[...details], model, panel],
  );
  await page.waitForFunction(() => globalThis.state.trace.value);
  await page.evaluate((spanId) => globalThis.state.select({ spanId }), spanId);
  await page.waitForFunction((spanId) => globalThis.state.detail.value?.spanId === spanId, spanId);
  await page.locator('[data-side], .details header').first().waitFor();
  return page;
}
