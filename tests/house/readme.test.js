// Every program of the README runs as it stands there, and prints what stands below it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ROOT } from './files.js';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/<!-- (program|output): (\w+) -->\n```\w*\n([\s\S]*?)```/g)];
const named = (kind) => new Map(blocks.filter(([, k]) => k === kind).map(([, , name, text]) => [name, text]));
const [programs, outputs] = [named('program'), named('output')];

const folder = mkdtempSync(join(tmpdir(), 'spanloom-readme-'));
mkdirSync(join(folder, 'node_modules'));
symlinkSync(ROOT, join(folder, 'node_modules', 'spanloom'));
after(() => rmSync(folder, { recursive: true }));

/** Stands for the collector that the README names. */
let received = 0;
const collector = createServer((request, response) => {
  received += 1;
  request.resume();
  response.end();
});
await new Promise((resolve) => collector.listen(0, '127.0.0.1', resolve));
after(() => collector.close());

/** Runs a program as a newcomer would; what it prints, without what differs from run to run. */
function run(name, text) {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, text.replaceAll('localhost:4318', `127.0.0.1:${collector.address().port}`));
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file], { env: { ...process.env, NO_COLOR: '1' } });
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const steady = (text) =>
  text
    .replace(/\b[0-9a-f]{32}\b/g, 'ID')
    .replace(/ +[\d.]+ (µs|ms|s)\b/g, ' TIME')
    .trim();

test('each program of the README is marked, so that it is run', () => {
  assert.equal(programs.size, readme.match(/```js\n/g).length);
  assert.ok(programs.size >= 5);
});

for (const [name, text] of programs) {
  test(`the program "${name}" of the README does what the README says`, async () => {
    const { code, out, err } = await run(name, text);
    assert.equal(code, 0, err);
    if (text.includes('localhost:4318')) assert.ok(received > 0, 'nothing arrived');
    if (outputs.has(name)) assert.equal(steady(out), steady(outputs.get(name)));
  });
}
