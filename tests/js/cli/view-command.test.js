// The command as a process: what it prints, and when it ends.
import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { folderOf, run } from './support/command.js';
import { startView } from './support/view.js';

test('it prints where its page is, and where to send spans', async (t) => {
  const { url, out } = await startView(t);
  assert.match(out, /^Page {6}(http:\/\/localhost:\d+)\/\nEndpoint {2}\1\/v1\/traces\nPress Ctrl\+C to stop\.\n$/);
  assert.equal((await fetch(url)).status, 200);
});

test('it ends with Ctrl+C', async (t) => {
  const { child, ended } = await startView(t);
  child.kill('SIGINT');
  assert.equal(await ended, 130);
});

test('a port that was asked for and is busy is an error', async (t) => {
  const busy = createServer();
  await new Promise((resolve) => busy.listen(0, '127.0.0.1', () => resolve(undefined)));
  t.after(() => busy.close());
  const { port } = /** @type {import('node:net').AddressInfo} */ (busy.address());
  const { code, out, err } = await run(['view', '--port', String(port)]);
  assert.deepEqual({ code, out: `${out}` }, { code: 1, out: '' });
  assert.equal(err, `spanloom: port ${port} is busy: end what uses it, or name another with --port\n`);
});

test('wrong use is told before anything starts', async (t) => {
  const folder = folderOf(t);
  /** @type {[string[], RegExp][]} */
  const cases = [
    [['nothing.json'], /^spanloom: there is no file nothing\.json\nRun "spanloom view --help" for help\.\n$/],
    [[folder], /is a folder; name its files/],
    [['--prot', '1'], /did you mean --port\?\n/],
  ];
  for (const [args, message] of cases) {
    const { code, err } = await run(['view', ...args]);
    assert.equal(code, 2);
    assert.match(err, message);
  }
  assert.match(`${(await run(['view', '--help'])).out}`, /^Receives traces/);
});

test('a host that others reach is warned of', async (t) => {
  const open = await startView(t, ['--host', '0.0.0.0']);
  assert.match(open.out, /^Page {6}http:\/\/localhost:/);
  assert.deepEqual(await open.errors(1), ['spanloom: everyone who reaches 0.0.0.0 can read the traces']);
  const own = await startView(t, ['--host', '127.0.0.1']);
  assert.deepEqual(await own.errors(0), []);
});

test('a reason to refuse requests is printed once, without control characters', async (t) => {
  const { url, errors } = await startView(t);
  const post = (/** @type {string} */ body) =>
    fetch(`${url}v1/traces`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  for (const body of ['\u001b[2J', '\u001b[2J', '[]']) assert.equal((await post(body)).status, 400);
  const lines = await errors(2);
  assert.equal(lines.length, 2);
  assert.match(lines[0], /^spanloom: a request to \/v1\/traces was refused: the body is no JSON: /);
  assert.ok(!lines.join('').includes('\u001b'));
  assert.match(lines[1], /no JSON object$/);
});

test('many reasons are not all printed', async (t) => {
  const { url, errors } = await startView(t);
  for (let i = 0; i < 15; i++)
    await fetch(`${url}v1/traces`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `x${i}` });
  const lines = await errors(11);
  assert.equal(lines.length, 11);
  assert.equal(lines[10], 'spanloom: more requests were refused for other reasons');
});

test('that old requests are dropped is told once', async (t) => {
  const { url, errors } = await startView(t);
  const body = `{"resourceSpans":[]${' '.repeat(30 * 2 ** 20)}}`;
  for (let i = 0; i < 4; i++)
    await fetch(`${url}v1/traces`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  assert.deepEqual(await errors(1), [
    'spanloom: more came than is kept: pages that open from now on do not show the oldest traces',
  ]);
});

const onLinux = { skip: process.platform !== 'linux' && 'other systems have no xdg-open' };

test('--open opens the page, and the command lives on if that fails', onLinux, async (t) => {
  const folder = folderOf(t);
  const program = join(folder, 'xdg-open');
  const PATH = `${folder}${delimiter}${process.env.PATH}`;
  writeFileSync(program, '#!/bin/sh\necho "$1" > "$0.opened"\nexit 3\n');
  chmodSync(program, 0o755);
  const { url, errors } = await startView(t, ['--open'], { PATH });
  assert.deepEqual(await errors(1), ['spanloom: cannot open the browser: xdg-open ended with code 3']);
  assert.equal(readFileSync(`${program}.opened`, 'utf8'), `${url}\n`);
  assert.equal((await fetch(url)).status, 200);
});
