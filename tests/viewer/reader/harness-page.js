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
