import { build } from 'esbuild';
import { css } from '../../../scripts/lib/viewer.mjs';
import { ROOT } from '../../house/files.js';
import { harnessFiles, serveViewer, visit } from '../page.js';

/** Serves the graph with hand-made traces, under the policy of the other pages. */
export async function serveGraph() {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: { harness: 'tests/viewer/graph/harness.jsx', 'layout-worker': 'js/viewer/layout/worker.js' },
    outdir: 'dist',
    write: false,
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['./layout-worker.js', './store-worker.js'],
    plugins: [css],
  });
  const scripts = outputFiles.map(({ path, text }) => [`/${path.split('/').pop()}`, text]);
  return serveViewer({ files: { ...harnessFiles('Graph'), ...Object.fromEntries(scripts) } });
}

/**
 * A page with the graph of a trace, which fails the test if there is an error or a violation of the policy.
 * @param {import('node:test').TestContext} t
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {import('../../../js/viewer/model.js').TraceModel} model
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function openGraph(t, browser, url, model, options) {
  const page = await visit(t, browser, url, { viewport: { width: 900, height: 800 }, ...options });
  await page.waitForFunction(() => globalThis.show);
  await page.evaluate((model) => globalThis.show(model), model);
  await page.locator('[data-node]').first().waitFor();
  return page;
}
