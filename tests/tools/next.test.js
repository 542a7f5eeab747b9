// A Next app: a page of the client that is prerendered, a route in Node and one at the edge; built and started, and while developing.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { addTrace, SHOWN } from '../bundlers/shown.js';
import { visit } from '../bundlers/visit.js';
import { EXPECTED } from '../runtime/expected.js';
import { node, projectOf, script } from './tool.js';

const NEXT = script('next/dist/bin/next');
const ENV = { NEXT_TELEMETRY_DISABLED: '1' };

const SETUP = `import { init, memory, stats, tool } from 'spanloom';
import { scenario } from '../scenario.js';
init({ exporters: [memory()] });
const greet = tool((name) => \`hello \${name}\`, { name: 'greet' });
`;

/** What a route answers: whether its calls are traced by the tracer of \`init\`, and what the scenario gives. */
const ROUTE = `export async function GET() {
  const before = stats().spans.started;
  greet('you');
  return Response.json({ traced: stats().spans.started - before, found: await scenario() });
}
`;

const APP = {
  'package.json':
    '{ "type": "module", "dependencies": { "next": "*", "react": "*", "react-dom": "*", "spanloom": "*" } }',
  'app/layout.js': `export default ({ children }) => (
    <html><head><link rel="icon" href="data:," /></head><body>{children}</body></html>
  );`,
  'app/page.js': `'use client';
    import { useEffect } from 'react';
    ${SETUP}
    export default function Page() {
      const text = greet('you');
      useEffect(() => void scenario().then((found) => { globalThis.result = found; }), []);
      return <p>{text}</p>;
    }`,
  'app/traces/page.js': `'use client';
    import { useEffect } from 'react';
    import 'spanloom/viewer';
    import { show } from '../../show.js';
    export default function Page() {
      useEffect(() => void show().then((found) => { globalThis.result = found; }), []);
      return <spanloom-trace />;
    }`,
  'app/node/route.js': `${SETUP.replace('../', '../../')}
    export const dynamic = 'force-dynamic';
    ${ROUTE}`,
  'app/edge/route.js': `${SETUP.replace('../', '../../')}
    export const runtime = 'edge';
    ${ROUTE}`,
};

const config = (options) => {
  const root = fileURLToPath(new URL('.', import.meta.url));
  return `export default ${JSON.stringify({ turbopack: { root }, outputFileTracingRoot: root, reactStrictMode: false, ...options })};`;
};

/** Next's own: it would rather have nobody use the edge, does not prerender there, and misses its cache in CI. */
const ITS_OWN = /^.*(edge runtime|build cache).*$/gim;

/** Nothing to complain of. @param {string} output */
const assertQuiet = (output) =>
  assert.doesNotMatch(output.replaceAll(ITS_OWN, ''), /⚠|⨯|warn|error|not supported|ENOENT|spanloom is/i);

/** Starts Next in a project while a function runs. @param {string} cwd @param {string} command @param {(site: { url: string, output: () => string }) => Promise<void>} act */
async function serving(cwd, command, act) {
  const port = await freePort();
  const child = spawn(process.execPath, [NEXT, command, '-H', '127.0.0.1', '-p', String(port)], {
    cwd,
    env: { ...process.env, ...ENV, NO_COLOR: '1' },
    // Next starts processes of its own.
    detached: true,
  });
  const isGone = once(child, 'close');
  let output = '';
  const isReady = new Promise((resolve, reject) => {
    const hear = (data) => {
      output += data;
      if (output.includes('Ready in')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', () => reject(new Error(output)));
  });
  try {
    await isReady;
    await act({ url: `http://127.0.0.1:${port}`, output: () => output });
  } finally {
    // Before the folder is removed, to which it writes.
    if (child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    await isGone;
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** @param {import('node:test').TestContext} t @param {Record<string, string>} files beside the app's, or in their place */
function appOf(t, files) {
  const folder = projectOf(t, { ...APP, ...files });
  addTrace(folder);
  return folder;
}

/** @param {import('node:test').TestContext} t @param {string} folder @param {string} command */
const assertTraced = (t, folder, command) =>
  serving(folder, command, async ({ url, output }) => {
    for (const route of ['node', 'edge']) {
      const response = await fetch(`${url}/${route}`);
      const body = await response.text();
      assert.equal(response.status, 200, body + output());
      assert.deepEqual(JSON.parse(body), { traced: 1, found: EXPECTED }, route);
    }
    assert.match(await (await fetch(url)).text(), /<p>hello you<\/p>/);
    const { result, complaints } = await visit(t, url);
    assert.deepEqual(result, EXPECTED);
    assert.deepEqual(complaints, []);
    const viewer = await visit(t, `${url}/traces`);
    assert.deepEqual(viewer.result, SHOWN);
    assert.deepEqual(viewer.complaints, []);
    assert.equal(viewer.workers.length, 2);
    assertQuiet(output());
  });

test('built and started: the same spans and links in the page, in Node and at the edge', async (t) => {
  const folder = appOf(t, { 'next.config.js': config({}) });
  const { code, stdout, stderr } = await node(folder, [NEXT, 'build'], ENV);
  assert.equal(code, 0, stdout + stderr);
  assertQuiet(stdout + stderr);
  await assertTraced(t, folder, 'start');
});

test('while developing, set up by instrumentation.js: the same', async (t) => {
  const folder = appOf(t, {
    'app/node/route.js': APP['app/node/route.js'].replace(/^init\(.*$/m, ''),
    'instrumentation.js': `export async function register() {
      const { init, memory } = await import('spanloom');
      init({ exporters: [memory()] });
    }`,
    'next.config.js': config({ serverExternalPackages: ['spanloom'] }),
  });
  await assertTraced(t, folder, 'dev');
});
