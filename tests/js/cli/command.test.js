// The command as a process: formats, files, exit codes.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { VERSION } from '../../../js/base/version.js';
import { COMMAND, folderOf, linksOf, run, spansOf } from './support/command.js';
import { chain, delimited, jsonRequest, logRequest, protobufRequest, span, textOf } from './support/requests.js';

/** Three traces of two steps each, in pieces: of each trace, the root comes last. */
const TRACES = [0, 1, 2].map((trace) => chain(trace, 2));
const PIECES = [2, 1, 0].map((index) => TRACES.map((trace) => trace[index]));
const JSONS = PIECES.map((spans) => JSON.stringify(jsonRequest(spans)));
const WANTED = TRACES.map(([, first, second]) => `${second.spanId} ${first.spanId}`).sort();

/** @type {Record<string, Buffer>} */
const FILES = {
  json: Buffer.from(JSON.stringify(jsonRequest(PIECES.flat()), null, 2)),
  jsonl: Buffer.from(`${JSONS.join('\n')}\n`),
  protobuf: Buffer.concat(PIECES.map((spans) => protobufRequest(spans))),
  delimited: delimited(PIECES.map((spans) => protobufRequest(spans))),
};

/** The requests in a file of a format. @type {Record<string, (file: Buffer) => (string | Uint8Array)[]>} */
const REQUESTS = {
  json: (file) => [file.toString()],
  jsonl: (file) => file.toString().split('\n').filter(Boolean),
  protobuf: (file) => [file],
  delimited(file) {
    const requests = [];
    for (let at = 0; at < file.length; at += 4 + file.readUInt32BE(at))
      requests.push(file.subarray(at + 4, at + 4 + file.readUInt32BE(at)));
    return requests;
  },
};

for (const from of Object.keys(FILES))
  for (const to of Object.keys(FILES))
    test(`${from} to ${to}: the same spans, with links`, async () => {
      const { code, out, err } = await run(['link', '--to', to], { input: FILES[from] });
      assert.deepEqual({ code, err }, { code: 0, err: '9 spans in 3 traces\n3 links: 3 text\n' });
      const requests = REQUESTS[to](out);
      assert.deepEqual(linksOf(requests), WANTED);
      const [before, after] = [spansOf(REQUESTS[from](FILES[from])), spansOf(requests)];
      assert.equal(after.size, 9);
      for (const [id, { links: _, ...rest }] of after) {
        const { links: __, ...wanted } = before.get(id);
        assert.deepEqual(rest, wanted);
      }
    });

test('the output has the format of the input', async () => {
  for (const [format, input] of Object.entries(FILES)) {
    const { out } = await run(['link', '-q'], { input });
    assert.deepEqual(linksOf(REQUESTS[format](out)), WANTED);
  }
});

test('what is linked already gets no link twice', async () => {
  for (const [format, input] of Object.entries(FILES)) {
    const first = await run(['link', '-q'], { input });
    const second = await run(['link', '-q'], { input: first.out });
    assert.deepEqual(linksOf(REQUESTS[format](second.out)), WANTED);
  }
});

test('files in, file out; a trace may be spread over files of any format', async (t) => {
  const folder = folderOf(t);
  const inputs = PIECES.map((spans, i) => {
    const path = join(folder, `in${i}`);
    writeFileSync(path, [JSON.stringify(jsonRequest(spans)), protobufRequest(spans), gzipSync(JSONS[i])][i]);
    return path;
  });
  const output = join(folder, 'out.jsonl.gz');
  const { code, out } = await run(['link', ...inputs, '-o', output, '--to', 'jsonl']);
  assert.deepEqual({ code, out: out.toString() }, { code: 0, out: '' });
  assert.deepEqual(linksOf(REQUESTS.jsonl(gunzipSync(readFileSync(output)))), WANTED);
  assert.equal(readdirSync(folder).length, 4);
});

test('one JSON object becomes one, several become lines', async (t) => {
  const folder = folderOf(t);
  const paths = JSONS.map((text, i) => {
    writeFileSync(join(folder, `${i}`), text);
    return join(folder, `${i}`);
  });
  const one = await run(['link', '-q', paths[0]]);
  assert.equal(JSON.parse(one.out.toString()).resourceSpans[0].scopeSpans[0].spans.length, 3);
  const all = await run(['link', '-q', ...paths, '--json']);
  assert.deepEqual(linksOf(REQUESTS.jsonl(all.out)), WANTED);
  assert.equal((await run(['link', '--to', 'jsonl'], { input: FILES.json })).out.toString().split('\n').length, 2);
});

test('an input can be the output', async (t) => {
  const path = join(folderOf(t), 'spans.jsonl');
  writeFileSync(path, FILES.jsonl);
  assert.equal((await run(['link', path, '-o', path])).code, 0);
  assert.deepEqual(linksOf(REQUESTS.jsonl(readFileSync(path))), WANTED);
});

test('what is refused is named, the rest is linked, and an input is not replaced by less', async (t) => {
  const path = join(folderOf(t), 'spans.jsonl');
  const broken = [JSONS[0], '{"resourceSpans":[{]}', JSONS[1], 'x', JSONS[2]].join('\n');
  writeFileSync(path, broken);
  const { code, out, err } = await run(['link', path]);
  assert.equal(code, 1);
  assert.match(
    err,
    new RegExp(
      `^${path}:2: .+ at byte \\d+\n${path}:4: no JSON object begins here\n9 spans[\\s\\S]*\n2 requests refused\n$`,
    ),
  );
  assert.deepEqual(linksOf(REQUESTS.jsonl(out)), WANTED);
  const inPlace = await run(['link', path, '-o', path]);
  assert.equal(inPlace.code, 1);
  assert.match(inPlace.err, /spans.jsonl was not written, because of what was refused\n$/);
  assert.equal(readFileSync(path, 'utf8'), broken);
});

test('where nothing can be read, nothing is written', async (t) => {
  const folder = folderOf(t);
  const { code, err } = await run(['link', '-o', join(folder, 'out')], { input: 'hello' });
  assert.equal(code, 1);
  assert.match(err, /^stdin:1: cannot be read: it is neither OTLP JSON nor OTLP protobuf\n/);
  assert.deepEqual(readdirSync(folder), []);
});

test('only the first refusals are printed, and all are counted', async () => {
  const { code, err } = await run(['link'], { input: `${JSONS[0]}\n${'x\n'.repeat(25)}` });
  assert.equal(code, 1);
  assert.equal(err.match(/no JSON object begins here/g)?.length, 10);
  assert.match(err, /\nand 15 more that were refused\n[\s\S]*\n25 requests refused\n$/);
});

test('logs lend their content, and go out as they came', async () => {
  const [root, first, second] = chain(5, 2).map((each) => ({ ...each, attributes: {} }));
  const log = (/** @type {any} */ of, /** @type {string} */ name, /** @type {number} */ seed) => {
    const request = logRequest(of, textOf(seed));
    Object.assign(request.resourceLogs[0].scopeLogs[0].logRecords[0], { eventName: name });
    return request;
  };
  const logs = [log(first, 'gen_ai.choice', 7), log(second, 'gen_ai.user.message', 7)].map((each) =>
    JSON.stringify(each),
  );
  const metrics = '{"resourceMetrics":[]}';
  const input = [logs[0], JSON.stringify(jsonRequest([root, first, second])), metrics, logs[1]].join('\n');
  const { code, out, err } = await run(['link'], { input });
  assert.equal(code, 0);
  assert.match(err, /^3 spans in 1 trace, and 2 log records\n/);
  const lines = REQUESTS.jsonl(out);
  for (const line of [...logs, metrics]) assert.ok(lines.includes(line));
  const { err: message } = await run(['link', '--to', 'protobuf'], { input });
  assert.match(message, /\n3 requests of other signals not written: the format holds traces only\n/);
});

test('the summary as JSON', async () => {
  const { code, err } = await run(['link', '--json'], { input: `${FILES.jsonl}x\n` });
  assert.equal(code, 1);
  const { withoutContent: _, ...summary } = JSON.parse(err);
  assert.deepEqual(summary, {
    ...{ spans: 9, logs: 0, traces: 3, evictedTraces: 0, evictedSpans: 0, lateSpans: 0, duplicateSpans: 0 },
    ...{ droppedSpans: 0, droppedLogs: 0, links: { member: 0, structure: 0, text: 3 }, requests: 3, refused: 1 },
    refusals: [{ place: 'stdin:4', reason: 'no JSON object begins here' }],
    unwritten: 0,
  });
});

test('quiet: nothing but what is refused', async () => {
  assert.equal((await run(['link', '-q'], { input: FILES.json })).err, '');
  assert.equal((await run(['link', '-q'], { input: `${JSONS[0]}\nx` })).err, 'stdin:2: no JSON object begins here\n');
});

test('nothing in, nothing out', async () => {
  const { code, out, err } = await run(['link']);
  assert.deepEqual({ code, out: out.toString(), err }, { code: 0, out: '', err: '0 spans in 0 traces\n0 links\n' });
});

/** @type {[string[], RegExp][]} */
const WRONG = [
  [
    ['link', '--thread', '2'],
    /^spanloom: there is no option --thread; did you mean --threads\?\nRun "spanloom link --help" for help.\n$/,
  ],
  [['lnik'], /^spanloom: there is no command lnik; did you mean link\?\nRun "spanloom --help" for help.\n$/],
  [[], /^spanloom: there is no command\n/],
  [['link', 'no-such-file'], /^spanloom: there is no file no-such-file\n/],
  [['link', '.'], /^spanloom: \. is a folder; name its files\n/],
  [['link', '-', '-'], /^spanloom: stdin can be read only once\n/],
];

for (const [args, message] of WRONG)
  test(`spanloom ${args.join(' ')}: wrong use`, async () => {
    const { code, out, err } = await run(args);
    assert.deepEqual({ code, out: out.toString() }, { code: 2, out: '' });
    assert.match(err, message);
  });

test('help and version', async () => {
  for (const [args, message] of /** @type {[string[], RegExp][]} */ ([
    [['--help'], /^spanloom links/],
    [['-h'], /^spanloom links/],
    [['link', '--help'], /^Reads recorded spans/],
    [['--version'], new RegExp(`^${VERSION.replaceAll('.', '\\.')}\n$`)],
  ])) {
    const { code, out, err } = await run(args);
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.match(out.toString(), message);
  }
});

test('a reader that has enough is no error', async () => {
  const child = spawn(process.execPath, [COMMAND, 'link'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let err = '';
  child.stderr.on('data', (data) => {
    err += data;
  });
  child.stdin.on('error', () => {});
  const lines = Array.from({ length: 3000 }, (_, i) =>
    JSON.stringify(jsonRequest([span(i, 0, { 'output.value': 'x'.repeat(1000) })])),
  );
  child.stdin.end(lines.join('\n'));
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.on('close', resolve));
  assert.deepEqual({ code, err }, { code: 0, err: '' });
});

test('a signal leaves nothing behind', async (t) => {
  const folder = folderOf(t);
  const child = spawn(process.execPath, [COMMAND, 'link', '-o', join(folder, 'out')], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.write('{"resourceSpans":[');
  while (readdirSync(folder).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  child.kill('SIGTERM');
  const code = await new Promise((resolve) => child.on('close', resolve));
  assert.deepEqual({ code, files: readdirSync(folder) }, { code: 143, files: [] });
});
