// Sharing from a page, and opening what was shared, which may mean harm.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { generatedTrace, ragTrace, spanIdOf, traceIdOf } from '../fixtures.js';
import { give, openPage, serveViewer, startChromium } from '../page.js';
import { serveHarness } from '../reader/harness-page.js';

const HTML = `<!doctype html>
<html lang="en">
  <head>
    <title>Traces</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/page.css" />
    <script type="module" src="/dist/viewer/viewer.js"></script>
  </head>
  <body><main><spanloom-trace hash></spanloom-trace></main></body>
</html>`;
const OPTIONS = { viewport: { width: 1280, height: 800 }, permissions: ['clipboard-read', 'clipboard-write'] };

let server;
let browser;
before(async () => {
  server = await serveViewer({ files: { '/': HTML } });
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function withTrace(t, otlp) {
  const page = await openPage(t, browser, server.url, OPTIONS);
  const { traces } = await give(page, otlp);
  await page.evaluate((id) => document.querySelector('spanloom-trace').open(id), traces[0]);
  const share = async (name) => {
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  return { page, share };
}

const told = (page, words) =>
  page
    .locator('spanloom-trace .told, spanloom-trace .messages', { hasText: words })
    .first()
    .waitFor({ state: 'attached' });

async function copiedLink(t, item) {
  const { page, share } = await withTrace(t, ragTrace());
  await share(item);
  await told(page, 'The link was copied');
  await told(page, /It leads to (localhost|127\.0\.0\.1):\d+: whoever opens it needs/);
  return page.evaluate(() => navigator.clipboard.readText());
}

test('a link with contents opens the trace with its words, and says where it came from', async (t) => {
  const link = await copiedLink(t, 'Copy link with contents');
  const page = await openPage(t, browser, link, OPTIONS);
  await page.getByText('from a link', { exact: true }).first().waitFor();
  await page.evaluate(
    ([trace, span]) => document.querySelector('spanloom-trace').open(trace, span),
    [traceIdOf(1), spanIdOf(1, 4)],
  );
  await page.getByText('You can do it without downtime.').first().waitFor();
});

test('a link without contents opens the same steps, and no word', async (t) => {
  const link = await copiedLink(t, 'Copy link without contents');
  const page = await openPage(t, browser, link, OPTIONS);
  await page.getByText('from a link', { exact: true }).first().waitFor();
  const json = await page.evaluate(() => document.querySelector('spanloom-trace').exportTrace());
  assert.equal(json.match(/"spanId":"[^"]+","(?:parentSpanId|name)/g)?.length, 5);
  assert.doesNotMatch(json, /downtime|API key/);
  await page.evaluate(
    ([trace, span]) => document.querySelector('spanloom-trace').open(trace, span),
    [traceIdOf(1), spanIdOf(1, 4)],
  );
  await page.getByText('The trace was shared without contents').first().waitFor();
});

test('a trace that is too large for a link is told, with advice', async (t) => {
  const { page, share } = await withTrace(t, generatedTrace(3000));
  await share('Copy link with contents');
  await told(page, 'share it without contents, or download it as OTLP JSON');
});

test('the trace is saved as OTLP JSON', async (t) => {
  const { page, share } = await withTrace(t, ragTrace());
  const [download] = await Promise.all([page.waitForEvent('download'), share('Save as OTLP JSON')]);
  assert.equal(download.suggestedFilename(), 'answer-question.otlp.json');
  const otlp = JSON.parse(await readFile(await download.path(), 'utf8'));
  assert.match(JSON.stringify(otlp.resourceSpans), /without downtime/);
});

test('the graph is saved as SVG, and as PNG', async (t) => {
  const { page, share } = await withTrace(t, ragTrace());
  await page.locator('spanloom-trace .pane-graph').getByText('rerank').first().waitFor();
  const saved = async (item) => {
    const [download] = await Promise.all([page.waitForEvent('download'), share(item)]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const svg = await saved('Save graph as SVG');
  assert.equal(svg.name, 'answer-question.svg');
  assert.match(svg.bytes.toString(), /^<svg [\s\S]*rerank[\s\S]*<\/svg>\s*$/);
  const png = await saved('Save graph as PNG');
  assert.equal(png.name, 'answer-question.png');
  assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
});

const HOSTILE = {
  garbage: ['%3Cscript%3E', 'The link is damaged'],
  'a bomb': [gzipSync(Buffer.alloc(20 << 20, 0x20), { level: 9 }).toString('base64url'), 'more than 8,192 kB'],
  'wrong JSON': [gzipSync('{"resourceSpans":7}').toString('base64url'), 'contains no trace'],
  'deep JSON': [gzipSync(`{"resourceSpans":[${'['.repeat(50_000)}${']'.repeat(50_000)}]}`).toString('base64url'), ''],
};
for (const [name, [data, words]] of Object.entries(HOSTILE))
  test(`${name} in a link is told, and the element goes on`, async (t) => {
    const page = await openPage(t, browser, `${server.url}/#spanloom.data=${data}`, OPTIONS);
    if (words) await told(page, words);
    assert.equal((await give(page, ragTrace())).spans, 5);
  });

test('a PNG has the pixels of the SVG, twice as many', async (t) => {
  const harness = await serveHarness();
  t.after(() => harness.close());
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.goto(harness.url);
  await page.waitForFunction(() => globalThis.pngOf);
  const pixel = await page.evaluate(async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#0080ff"/></svg>';
    const blob = await globalThis.pngOf(svg);
    const image = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return [blob.type, image.width, image.height, ...context.getImageData(70, 30, 1, 1).data];
  });
  assert.deepEqual(pixel, ['image/png', 80, 40, 0, 128, 255, 255]);
  const problem = await page.evaluate(() => globalThis.pngOf('<svg').catch(({ message }) => message));
  assert.match(problem, /save the graph as SVG/);
});
