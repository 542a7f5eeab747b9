import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as zlib from 'node:zlib';
import { openSource } from '../../../js/cli/source.js';
import { PIECE_BYTES } from '../../../js/formats/piece.js';
import fc from '../support/fast-check.js';
import { delimited, jsonRequest, logRequest, protobufLogRequest, protobufRequest, span } from './support/requests.js';

/** @param {Uint8Array} bytes @param {number[]} cuts */
async function* chunksOf(bytes, cuts) {
  let from = 0;
  for (const to of [...cuts, bytes.length].sort((a, b) => a - b)) {
    if (to > from) yield bytes.subarray(from, to);
    from = Math.max(from, to);
  }
}

/** @param {string | Uint8Array} content @param {{ cuts?: number[], from?: any }} [options] */
async function read(content, { cuts = [], from } = {}) {
  const source = openSource({ name: 'in', chunks: chunksOf(Buffer.from(content), cuts) }, from);
  const pieces = [];
  for await (const piece of source.pieces()) pieces.push(piece);
  return { pieces, format: source.format, refused: pieces.filter(({ problem }) => problem), read: source.read };
}

const textsOf = (/** @type {any[]} */ pieces) => pieces.map(({ bytes }) => Buffer.from(bytes).toString());
const hexOf = (/** @type {any[]} */ pieces) => pieces.map(({ bytes }) => Buffer.from(bytes).toString('hex'));

const REQUESTS = [
  [span(0, 0, { a: '{"b":"\\\\"}' }), span(0, 1)],
  [span(1, 0)],
  [span(2, 0, { 'input.value': 'ä "quoted" } line \\' })],
];
const JSONS = REQUESTS.map((spans) => JSON.stringify(jsonRequest(spans)));
const PROTOBUFS = REQUESTS.map((spans) => protobufRequest(spans));

/** What a file holds, and what it must be read as. @type {Record<string, { file: Buffer, format: string, pieces: string[] }>} */
const FILES = {
  'JSON on one line': { file: Buffer.from(JSONS[0]), format: 'json', pieces: [JSONS[0]] },
  'JSON on one line with its end': { file: Buffer.from(`${JSONS[0]}\n`), format: 'json', pieces: [JSONS[0]] },
  'JSON on many lines': {
    file: Buffer.from(`${JSON.stringify(jsonRequest(REQUESTS[0]), null, 2)}\n`),
    format: 'json',
    pieces: [JSON.stringify(jsonRequest(REQUESTS[0]), null, 2)],
  },
  'JSON lines': { file: Buffer.from(`${JSONS.join('\n')}\n`), format: 'jsonl', pieces: JSONS },
  'JSON lines of Windows, with blank ones': {
    file: Buffer.from(`\ufeff\r\n${JSONS.join('\r\n\r\n')}`),
    format: 'jsonl',
    pieces: JSONS,
  },
  'JSON objects without anything between': { file: Buffer.from(JSONS.join('')), format: 'jsonl', pieces: JSONS },
  'JSON objects on many lines each': {
    file: Buffer.from(REQUESTS.map((spans) => JSON.stringify(jsonRequest(spans), null, 1)).join('\n')),
    format: 'jsonl',
    pieces: REQUESTS.map((spans) => JSON.stringify(jsonRequest(spans), null, 1)),
  },
  'a list of requests': { file: Buffer.from(`[${JSONS.join(',')}]`), format: 'jsonl', pieces: JSONS },
  'a list of requests, one a line': {
    file: Buffer.from(` [\n${JSONS.join(',\n')}\n]\n`),
    format: 'jsonl',
    pieces: JSONS,
  },
  protobuf: {
    file: Buffer.concat(PROTOBUFS),
    format: 'protobuf',
    pieces: [Buffer.concat(PROTOBUFS).toString('hex')],
  },
  'delimited protobuf': {
    file: delimited(PROTOBUFS),
    format: 'delimited',
    pieces: PROTOBUFS.map((request) => request.toString('hex')),
  },
  'delimited JSON': { file: delimited(JSONS.map((text) => Buffer.from(text))), format: 'jsonl', pieces: JSONS },
};

for (const [name, { file, format, pieces: wanted }] of Object.entries(FILES)) {
  const shown = wanted[0].startsWith('{') ? textsOf : hexOf;

  test(`${name}: it is cut into its requests, wherever its chunks end`, async () => {
    for (let cut = 0; cut <= file.length; cut++) {
      const { pieces, refused } = await read(file, { cuts: [cut] });
      assert.deepEqual({ pieces: shown(pieces), refused }, { pieces: wanted, refused: [] }, `cut at ${cut}`);
    }
    const everywhere = await read(file, { cuts: Array.from(file, (_, at) => at) });
    assert.deepEqual(shown(everywhere.pieces), wanted);
    assert.deepEqual({ format: everywhere.format, read: everywhere.read }, { format, read: file.length });
  });

  test(`${name}: compressed, it is the same`, async () => {
    const half = file.length >> 1;
    const members = Buffer.concat([zlib.gzipSync(file.subarray(0, half)), zlib.gzipSync(file.subarray(half))]);
    for (const cuts of [[], [1], [3], Array.from(members, (_, at) => at)])
      assert.deepEqual(shown((await read(members, { cuts })).pieces), wanted);
  });

  test(`${name}: of a file that ends too early, what is whole is read, and the rest is refused once`, async () => {
    const hex = wanted.map((piece) => (piece.startsWith('{') ? Buffer.from(piece).toString('hex') : piece)).join('');
    for (let length = 1; length < file.length; length++) {
      const { pieces, refused } = await read(file.subarray(0, length));
      const good = pieces.filter(({ problem }) => !problem);
      assert.ok(refused.length <= 1);
      assert.ok(hex.startsWith(hexOf(good).join('')), `length ${length}`);
    }
  });
}

test('large JSON is cut within its list, and what is around the list is kept', async () => {
  const spans = Array.from({ length: 60 }, (_, i) => [span(i, 0, { 'output.value': `é"\\${'x'.repeat(100_000)}` })]);
  const lists = spans.map((each) => JSON.parse(JSON.stringify(jsonRequest(each).resourceSpans[0])));
  for (const indent of [0, 2]) {
    const file = JSON.stringify({ first: [1, { a: [2, 3] }], resourceSpans: lists, last: '],{' }, null, indent);
    const { pieces, format } = await read(file, { cuts: [1000, 1_500_000, 1_500_001, 4_000_000] });
    assert.equal(format, 'json');
    assert.ok(pieces.length >= 4 && pieces.every(({ bytes }) => bytes.length < 2 * PIECE_BYTES));
    const read_ = textsOf(pieces).map((text) => JSON.parse(text));
    assert.deepEqual(
      read_.flatMap(({ resourceSpans }) => resourceSpans),
      lists,
    );
    assert.deepEqual(read_[0].first, [1, { a: [2, 3] }]);
    assert.equal(read_.at(-1).last, '],{');
  }
});

test('large protobuf is cut between its fields', async () => {
  const requests = Array.from({ length: 60 }, (_, i) =>
    protobufRequest([span(i, 0, { 'output.value': 'x'.repeat(100_000) })]),
  );
  const { pieces } = await read(Buffer.concat(requests));
  assert.ok(pieces.length >= 4 && pieces.every(({ bytes }) => bytes.length < 2 * PIECE_BYTES));
  assert.equal(hexOf(pieces).join(''), Buffer.concat(requests).toString('hex'));
});

test('a broken line costs no other, and is named', async () => {
  const lines = [JSONS[0], '{"resourceSpans":[', JSONS[1], 'nonsense', '', JSONS[2], '[1]', JSONS[0].slice(0, 99)];
  const { pieces } = await read(lines.join('\n'));
  const known = new Set(JSONS);
  assert.deepEqual(
    pieces.map(({ bytes, place, problem }) => [place, problem ?? known.has(Buffer.from(bytes).toString())]),
    [
      ['in:1', true],
      ['in:2', false],
      ['in:3', true],
      ['in:4', 'no JSON object begins here'],
      ['in:6', true],
      ['in:7', 'no JSON object begins here'],
      ['in:8', false],
    ],
  );
});

test('a first line that is cut off, at its beginning or its end, costs no other', async () => {
  for (let cut = 1; cut < JSONS[0].length; cut++)
    for (const first of [JSONS[0].slice(0, cut), JSONS[0].slice(cut)]) {
      const { pieces } = await read(`${first}\n${JSONS[1]}\n${JSONS[2]}\n`);
      assert.deepEqual(textsOf(pieces).slice(-2), [JSONS[1], JSONS[2]], first);
      assert.equal(pieces.at(-1)?.place, 'in:3');
    }
});

test('traces, logs and others are told apart, also in one file', async () => {
  const log = logRequest(REQUESTS[0][0], 'hello');
  const metrics = '{ "resourceMetrics": [] }';
  const json = await read([JSONS[0], JSON.stringify(log), metrics, '{"x":1,"resourceLogs":[]}', JSONS[1]].join('\n'));
  assert.deepEqual(
    json.pieces.map(({ signal }) => signal),
    ['traces', 'logs', 'other', 'logs', 'traces'],
  );
  const protobufLog = protobufLogRequest(REQUESTS[0][0], 'hello');
  const messages = [PROTOBUFS[0], protobufLog, PROTOBUFS[1]];
  for (const file of [Buffer.concat(messages), delimited(messages)]) {
    const { pieces } = await read(file);
    assert.deepEqual(
      pieces.map(({ signal }) => signal),
      ['traces', 'logs', 'traces'],
    );
    assert.deepEqual(
      hexOf(pieces),
      messages.map((message) => message.toString('hex')),
    );
  }
});

test('what is neither JSON nor protobuf is refused', async () => {
  for (const content of ['hello', '[1,2]', '<xml/>', Buffer.from([0xff, 0xfe, 1, 2])]) {
    const { pieces } = await read(content);
    assert.deepEqual(
      pieces.map(({ place, problem }) => [place, problem]),
      [['in:1', 'cannot be read: it is neither OTLP JSON nor OTLP protobuf']],
    );
  }
  assert.deepEqual((await read('')).pieces, []);
});

test('JSON that is no request is refused, line by line', async () => {
  const { pieces } = await read(`{"foo":1}\n${JSONS[0]}\n{"resourceSpan":[]}\n{}\n`);
  const why = 'it has none of resourceSpans, resourceLogs, resourceMetrics, resourceProfiles';
  assert.deepEqual(
    pieces.map(({ place, problem }) => [place, problem]),
    [
      ['in:1', why],
      ['in:2', undefined],
      ['in:3', why],
      ['in:4', undefined],
    ],
  );
});

test('damaged protobuf is refused from there on, with its place', async () => {
  const after = await read(Buffer.concat([PROTOBUFS[0], Buffer.from([0x0b, 1, 2, 3])]));
  assert.deepEqual(
    after.pieces.map(({ place, problem }) => [place, problem]),
    [
      ['in: byte 0', undefined],
      [`in: byte ${PROTOBUFS[0].length}`, 'no field of protobuf begins here'],
    ],
  );
  const huge = await read(Buffer.from([0x40, 0, 0, 1, 0x0a]), { from: 'delimited' });
  assert.match(huge.pieces[0].problem ?? '', /longer than any/);
});

test('a compressed file that is cut off is refused, not taken as complete', async () => {
  const bytes = zlib.gzipSync(`${JSONS.join('\n')}\n`);
  const { refused } = await read(bytes.subarray(0, bytes.length - 12));
  assert.match(refused[0].problem ?? '', /cannot be read: unexpected end of file/);
});

const hasZstd = 'zstdCompressSync' in zlib;

test('zstd is read, whole or message by message, where Node has it', {
  skip: !hasZstd && 'Node has no zstd',
}, async () => {
  const compress = /** @type {any} */ (zlib).zstdCompressSync;
  assert.deepEqual(textsOf((await read(compress(`${JSONS.join('\n')}\n`))).pieces), JSONS);
  const messages = await read(delimited(PROTOBUFS.map((request) => compress(request))));
  assert.deepEqual(
    hexOf(messages.pieces),
    PROTOBUFS.map((request) => request.toString('hex')),
  );
});

test('zstd is refused with advice where Node has none', { skip: hasZstd && 'Node has zstd' }, async () => {
  const magic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]);
  assert.match(
    (await read(magic)).refused[0].problem ?? '',
    /zstd needs Node 22.15 or newer, and this is v.*: decompress it/,
  );
  const { pieces } = await read(delimited([magic, PROTOBUFS[0]]));
  assert.match(pieces[0].problem ?? '', /zstd needs Node/);
  assert.equal(pieces[1].problem, undefined);
});

test('a named format is taken as it is', async () => {
  const { pieces, format } = await read(JSONS[0], { from: 'jsonl' });
  assert.deepEqual({ count: pieces.length, format }, { count: 1, format: 'jsonl' });
  const wrong = await read(JSONS[0], { from: 'protobuf' });
  assert.equal(wrong.refused.length, 1);
});

test('random bytes never throw, and are cut the same way wherever their chunks end', () =>
  fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(undefined, 'json', 'jsonl', 'protobuf', 'delimited'),
      fc.array(fc.nat(300)),
      async (bytes, from, cuts) => {
        const whole = await read(bytes, { from });
        const cut = await read(bytes, { from, cuts });
        assert.deepEqual(cut.pieces, whole.pieces);
      },
    ),
    { numRuns: 1000 },
  ));

test('what begins with more spaces than are looked at is given up, whatever its length', async () => {
  let taken = 0;
  async function* endless() {
    for (; ; taken++) yield new Uint8Array(1 << 16).fill(' '.charCodeAt(0));
  }
  const source = openSource({ name: 'in', chunks: endless() });
  const problems = [];
  for await (const { problem } of source.pieces()) problems.push(problem);
  assert.deepEqual([problems.length, taken <= 1], [1, true]);
});
