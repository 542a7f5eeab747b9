import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { ClosedError, fileSink, streamSink } from '../../../js/cli/sink.js';

/** @param {import('node:test').TestContext} t */
function folderOf(t) {
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-sink-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a file appears when all is written, and nothing else stays', async (t) => {
  const folder = folderOf(t);
  const path = join(folder, 'out');
  const sink = await fileSink(path);
  await sink.write(Buffer.from('one '));
  await sink.write(Buffer.from('two'));
  assert.ok(!existsSync(path));
  await sink.finish();
  await sink.abandon();
  assert.equal(readFileSync(path, 'utf8'), 'one two');
  assert.deepEqual(readdirSync(folder), ['out']);
});

test('an abandoned file leaves the old one as it was', async (t) => {
  const folder = folderOf(t);
  const path = join(folder, 'out');
  writeFileSync(path, 'old');
  const sink = await fileSink(path);
  await sink.write(Buffer.from('new'));
  await sink.abandon();
  assert.equal(readFileSync(path, 'utf8'), 'old');
  assert.deepEqual(readdirSync(folder), ['out']);
});

test('the mode of the file stays, and a symbolic link stays one', async (t) => {
  const folder = folderOf(t);
  const path = join(folder, 'out');
  writeFileSync(path, 'old');
  chmodSync(path, 0o640);
  const link = join(folder, 'link');
  symlinkSync(path, link);
  const sink = await fileSink(link);
  await sink.write(Buffer.from('new'));
  await sink.finish();
  assert.equal(readFileSync(path, 'utf8'), 'new');
  assert.equal(statSync(path).mode & 0o777, 0o640);
  assert.deepEqual(readdirSync(folder).sort(), ['link', 'out']);
});

test('a name that ends in .gz is compressed', async (t) => {
  const path = join(folderOf(t), 'out.jsonl.gz');
  const sink = await fileSink(path);
  const line = Buffer.from(`${'x'.repeat(99_999)}\n`);
  for (let i = 0; i < 50; i++) await sink.write(line);
  await sink.finish();
  assert.equal(gunzipSync(readFileSync(path)).length, 5_000_000);
});

test('a file that cannot be written is an error at once', (t) =>
  assert.rejects(fileSink(join(folderOf(t), 'no', 'such', 'out')), { code: 'ENOENT' }));

test('what is no regular file is written as it is', async () => {
  const sink = await fileSink('/dev/null');
  await sink.write(Buffer.from('x'));
  await sink.finish();
  assert.ok(statSync('/dev/null').isCharacterDevice());
});

test('a write waits while the stream cannot keep up', async () => {
  /** @type {(() => void)[]} */
  const waiting = [];
  const stream = new Writable({ highWaterMark: 4, write: (_chunk, _encoding, done) => void waiting.push(done) });
  const sink = streamSink(stream);
  let isWritten = false;
  const written = sink.write(Buffer.from('12345')).then(() => {
    isWritten = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(isWritten, false);
  waiting[0]();
  await written;
});

test('a stream that nobody reads any more is a ClosedError, any other error is itself', async () => {
  for (const [code, name] of [
    ['EPIPE', 'ClosedError'],
    ['EIO', 'Error'],
  ]) {
    const stream = new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });
    const sink = streamSink(stream);
    await assert.rejects(
      async () => {
        for (let i = 0; i < 3; i++) {
          await sink.write(Buffer.alloc(1 << 20));
          await new Promise((resolve) => setImmediate(resolve));
        }
      },
      { name },
    );
    assert.equal(new ClosedError().name, 'ClosedError');
  }
});
