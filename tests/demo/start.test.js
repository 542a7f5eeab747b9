// `npm start` as a newcomer runs it: once to the end, then serving a page that a real browser uses.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { decode, PROTOBUF } from '../../examples/receiver/decode.js';
import { CHROMIUM_FLAGS, chromium as program } from '../runtime/binaries.js';
import { answered, problemsOf } from './reading.js';
import { assertRuns } from './runs.js';

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));

/** Starts it; `said(pattern)` settles with the match once its output has one, `ended` with its exit code. */
function start(t, ...args) {
  const child = spawn(process.execPath, [START, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  let output = '';
  const look = new Set();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
      for (const again of look) again();
    });
  }
  const ended = new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
  const said = (pattern) =>
    new Promise((resolve, reject) => {
      const check = () => pattern.test(output) && resolve(pattern.exec(output));
      look.add(check);
      check();
      ended.then(() => reject(new Error(`ended without ${pattern}:\n${output}`)));
    });
  return { ended, said };
}

test('--once answers, shows trees and links, and ends well when every span arrived', {
  timeout: 120_000,
}, async (t) => {
  const busy = createServer();
  await new Promise((resolve) => busy.listen(0, '127.0.0.1', resolve));
  t.after(() => busy.close());
  const { port } = busy.address();

  const { code, output } = await start(t, '--once', '--port', String(port)).ended;

  assert.equal(code, 0, output);
  assert.doesNotMatch(output, new RegExp(`:${port}/`));
  for (const question of ['in all workspaces', 'out of my published package', 'from a local folder'])
    assert.match(output, new RegExp(`Q .*${question}`));
  assert.match(output, /spans {5}18 in 3 traces, 0 with an error/);
  assert.match(output, /links {5}27: 15 identity, 3 member, /);
  assert.match(output, /All 18 spans arrived, with all their 27 links: the 9 above, and 18 of the other questions\./);
  const arrows = output.match(/← .* · (identity|member|structure|text)/g) ?? [];
  assert.equal(arrows.length, 9);
  assert.equal(new Set(arrows.map((arrow) => arrow.split(' · ')[1])).size, 4, 'each kind of evidence is seen');
  assert.match(
    output,
    /answer was given words of rerank.*\n(?: +output\[\d\]\.heading .*\n)*.*output\[\d\]\.text +→ [\d-]+ +“[A-Z][^\n]+”/,
  );
  assert.match(output, /and says in the same words:\n +output\[\d\]\.text +→ [\d-]+ +“[A-Z][^\n]+”/);
});

test("a question of one's own; a wrong option", { timeout: 120_000 }, async (t) => {
  const own = await start(t, '--once', 'What is a workspace?').ended;
  assert.equal(own.code, 0, own.output);
  assert.match(own.output, /Q {2}What is a workspace\?/);
  assert.match(own.output, /spans {5}6 in 1 trace,/);

  const wrong = await start(t, '--port', 'x').ended;
  assert.equal(wrong.code, 2);
  assert.match(wrong.output, /Expected --port to be a number from 1 to 65535, got 'x'/);
});

test('the page: what came before it and what comes to the receiver is in its viewer', {
  timeout: 180_000,
}, async (t) => {
  const demo = start(t, '--port', '4390');
  const [, url] = await demo.said(/in a page: +(http:\S+)/);
  const browser = await chromium.launch({ executablePath: program(), args: CHROMIUM_FLAGS });
  t.after(() => browser.close());
  const page = await browser.newPage();
  const problems = problemsOf(page);
  const bodies = [];
  page.on('request', (request) => request.url().endsWith('/v1/traces') && bodies.push(request.postDataBuffer()));
  await page.goto(url);
  await answered(page);
  assert.equal(await page.locator('#delivery').innerText(), '6 of 6 spans delivered to /v1/traces');
  assertRuns(
    bodies.flatMap((body) => decode(body, PROTOBUF)),
    1,
  );
  await demo.said(/received +\d spans and \d links from docs-bot-page/);

  const viewer = page.locator('spanloom-trace');
  // The three questions of the command line, from before the page was opened.
  await viewer.getByText('How do I run a script in all workspaces?').first().waitFor();

  const ids = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
  const times = { startTimeUnixNano: '1544712660000000001', endTimeUnixNano: '1544712661000000000' };
  const span = { ...ids, ...times, name: 'from elsewhere' };
  const request = { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] };
  const headers = { 'content-type': 'application/json' };
  await fetch(`${url}v1/traces`, { method: 'POST', headers, body: JSON.stringify(request) });
  await viewer.getByText('from elsewhere').first().waitFor();
  assert.deepEqual(problems, []);
});
