// Context in a browser: which of many interleaved traces find their parents again, natively compiled, without AsyncLocalStorage.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium as playwright } from 'playwright-core';
import { CHROMIUM_FLAGS, chromium } from '../runtime/binaries.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const WASM = readFileSync(new URL('../../dist/spanloom.wasm', import.meta.url));
const SHARE = 0.98;

const MANAGERS = {
  none: 'no context manager',
  stack: 'OpenTelemetry StackContextManager',
  zone: 'zone.js, ZoneContextManager',
  'als-browser': 'als-browser',
  spanloom: 'spanloom',
};

/** @param {{ say: (text: string) => void }} options */
export async function measure({ say }) {
  const browser = await playwright.launch({ executablePath: chromium(), args: CHROMIUM_FLAGS });
  try {
    const rows = [];
    for (const name of Object.keys(MANAGERS)) {
      say(`context: ${MANAGERS[name]}`);
      rows.push({ name, ...(await inPage(browser, await bundled(name))) });
    }
    const { parents } = rows.at(-1);
    const total = Object.values(parents).reduce((sum, count) => sum + count);
    const bars = [
      {
        what: 'spans under a wrong parent or in a wrong trace',
        value: parents.wrongParent + parents.wrongTrace,
        atMost: 0,
      },
      { what: 'share of spans under the right parent', value: parents.right / total, atLeast: SHARE },
    ];
    return { rows, bars };
  } finally {
    await browser.close();
  }
}

async function bundled(name) {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { start } from './contexts/${name}.js'; import { measureContext } from './contexts/page.js';
        globalThis.measured = measureContext(start);`,
      resolveDir: HERE,
    },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    logLevel: 'silent',
  });
  return outputFiles[0].contents;
}

/** @param {import('playwright-core').Browser} browser @param {Uint8Array} program */
async function inPage(browser, program) {
  const files = {
    '/': ['text/html', '<!doctype html><script type="module" src="/page/context/program.js"></script>'],
    '/page/context/program.js': ['text/javascript', program],
    '/dist/spanloom.wasm': ['application/wasm', WASM],
  };
  const server = createServer(({ url }, response) => {
    const [type, body] = files[url] ?? [];
    response.writeHead(type ? 200 : 404, type && { 'content-type': type }).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const page = await browser.newPage();
  try {
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction(() => 'measured' in globalThis);
    return await page.evaluate(() => globalThis.measured);
  } finally {
    await page.close();
    server.close();
  }
}

export const table = {
  title: 'Context: 1,000 traces of 6 spans in Chromium, 50 at a time, native async functions; and what an await costs',
  columns: [
    ['', ({ name }) => MANAGERS[name]],
    ['right parent', ({ parents }) => parents.right],
    ['no parent', ({ parents }) => parents.unknown],
    ['wrong parent', ({ parents }) => parents.wrongParent],
    ['wrong trace', ({ parents }) => parents.wrongTrace],
    ['await ns', ({ outside }) => outside.toFixed(0)],
    ['in a span', ({ inside }) => inside.toFixed(0)],
  ],
};
