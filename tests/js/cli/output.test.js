import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Output } from '../../../js/cli/output.js';
import { openSource } from '../../../js/cli/source.js';
import { chain, jsonRequest, logRequest, protobufLogRequest, protobufRequest } from './support/requests.js';

const TRACES = [chain(0, 2), chain(1, 1), chain(2, 3)];
const JSONS = TRACES.map((spans) => Buffer.from(JSON.stringify(jsonRequest(spans), null, 1).replaceAll('\n', '\r\n')));
const PROTOBUFS = TRACES.map((spans) => protobufRequest(spans));
const LOG = Buffer.from(JSON.stringify(logRequest(TRACES[0][0], 'hello'), null, 1));
const PROTOBUF_LOG = protobufLogRequest(TRACES[0][0], 'hello');

/** Takes what is written, slowly, to show whether parts get mixed up. */
function slowSink(isTerminal = false) {
  /** @type {Uint8Array[]} */
  const written = [];
  return {
    written,
    isTerminal,
    async write(/** @type {Uint8Array} */ bytes) {
      await new Promise((resolve) => setImmediate(resolve));
      written.push(bytes);
    },
    finish: async () => {},
    abandon: async () => {},
  };
}

/** @param {any} format @param {any[]} requests @param {any[]} others */
async function write(format, requests, others = []) {
  const sink = slowSink();
  const output = new Output(sink, () => format);
  await Promise.all([
    ...requests.map((request) => output.traces(request)),
    ...others.map((bytes) => output.other({ bytes, encoding: bytes[0] === 123 ? 'json' : 'protobuf' })),
  ]);
  await output.end();
  return { bytes: Buffer.concat(sink.written), unwritten: output.unwritten };
}

/** @param {Buffer} bytes */
async function read(bytes) {
  const source = openSource({
    name: 'in',
    chunks: (async function* () {
      yield bytes;
    })(),
  });
  const pieces = [];
  for await (const piece of source.pieces()) pieces.push(piece);
  return { format: source.format, requests: pieces.map((piece) => Buffer.from(piece.bytes)) };
}

const parsed = (/** @type {Uint8Array[]} */ requests) => requests.map((request) => JSON.parse(request.toString()));

test('JSON lines: what is written is read again, each on one line', async () => {
  const { bytes } = await write('jsonl', JSONS, [LOG]);
  const { format, requests } = await read(bytes);
  assert.equal(format, 'jsonl');
  assert.equal(bytes.toString().split('\n').length, 5);
  assert.deepEqual(parsed(requests), parsed([...JSONS, LOG]));
});

test('delimited: what is written is read again', async () => {
  const { bytes, unwritten } = await write('delimited', PROTOBUFS, [PROTOBUF_LOG, LOG]);
  const { format, requests } = await read(bytes);
  assert.deepEqual({ format, unwritten }, { format: 'delimited', unwritten: 1 });
  assert.deepEqual(requests, [...PROTOBUFS, PROTOBUF_LOG]);
});

test('protobuf: the requests follow each other, and logs have no place', async () => {
  const { bytes, unwritten } = await write('protobuf', PROTOBUFS, [PROTOBUF_LOG]);
  assert.deepEqual(
    { hex: bytes.toString('hex'), unwritten },
    { hex: Buffer.concat(PROTOBUFS).toString('hex'), unwritten: 1 },
  );
});

test('JSON: one object has all, and logs have no place', async () => {
  const { bytes, unwritten } = await write('json', JSONS, [LOG]);
  const { resourceSpans } = JSON.parse(bytes.toString());
  assert.deepEqual(
    resourceSpans,
    parsed(JSONS).flatMap((request) => request.resourceSpans),
  );
  assert.equal(unwritten, 1);
});

test('JSON: empty lists, and what stands beside the list', async () => {
  const texts = ['{"resourceSpans": [ ] }', '{"a":"[","resourceSpans":[{"b":[1]}],"c":{"d":[]}}', '{}'];
  const more = ['{"resourceSpans":[]}', '{"resourceSpans":[{"e":"]}"}]}', '{"resourceSpans":[],"f":1}'];
  const { bytes } = await write(
    'json',
    [...texts, ...more].map((text) => Buffer.from(text)),
  );
  assert.deepEqual(JSON.parse(bytes.toString()), {
    resourceSpans: [{ b: [1] }, { e: ']}' }],
    c: { d: [] },
    f: 1,
  });
  const one = await write('json', [Buffer.from(texts[1])]);
  assert.equal(one.bytes.toString(), `${texts[1]}\n`);
  assert.equal((await write('json', [])).bytes.toString(), '{"resourceSpans":[]}\n');
});

test('nothing in, nothing out', async () => {
  for (const format of ['jsonl', 'protobuf', 'delimited']) assert.equal((await write(format, [])).bytes.length, 0);
});

test('writes wait until the format is known', async () => {
  const sink = slowSink();
  /** @type {any} */
  let format;
  const output = new Output(sink, () => format);
  await output.traces(JSONS[0]);
  assert.equal(sink.written.length, 0);
  format = 'jsonl';
  await output.traces(JSONS[1]);
  const { requests } = await read(Buffer.concat(sink.written));
  assert.deepEqual(parsed(requests), parsed(JSONS.slice(0, 2)));
});

test('protobuf is not written to a terminal', async () => {
  const output = new Output(slowSink(true), () => 'protobuf');
  await assert.rejects(output.traces(PROTOBUFS[0]), { name: 'UsageError' });
});
