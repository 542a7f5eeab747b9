import { build } from 'esbuild';
import { css } from '../../../scripts/lib/viewer.mjs';
import { ROOT } from '../../house/files.js';
import { harnessFiles, serveViewer, visit } from '../page.js';

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
  return serveViewer({ files: { ...harnessFiles('Reader'), '/harness.js': outputFiles[0].text } });
}

/**
 * A page that shows a span, which fails the test if there is an error or a violation of the policy.
 * @param {import('node:test').TestContext} t
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {{ details: Map<string, any>, model: any, spanId: string, panel?: 'content' | 'details' } & import('playwright-core').BrowserContextOptions} options
 */
export async function openReader(t, browser, url, { details, model, spanId, panel, ...options }) {
  const page = await visit(t, browser, url, { viewport: { width: 700, height: 900 }, ...options });
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
