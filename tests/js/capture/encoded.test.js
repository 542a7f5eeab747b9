// Base64 and data URLs are named with their type and size; what only looks like them is shown.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { captureValue } from '../support/capture-value.js';
import fc from '../support/fast-check.js';

const BOUND = 65536;
const shown = (value) => {
  const { text, json, truncated } = captureValue(value, BOUND);
  assert.equal(truncated, false);
  return json ? JSON.parse(text) : text;
};

/** The beginnings of files, before what no two of them have in common. */
const FILES = {
  'image/png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  'image/jpeg': Buffer.from('ffd8ffe000104a464946', 'hex'),
  'application/pdf': Buffer.from('%PDF-1.7\n'),
};
const file = (type, size = 5000) => Buffer.concat([FILES[type], randomBytes(size - FILES[type].length)]);
const png = file('image/png').toString('base64');
const url = `data:image/png;base64,${png}`;
const PNG = '[Base64(5000, image/png)]';
/** Of one pixel. */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('what APIs take and give', () => {
  const pdf = file('application/pdf').toString('base64');
  const plain = randomBytes(5000).toString('base64');
  for (const [value, expected] of [
    [
      { type: 'image_url', image_url: { url } },
      { type: 'image_url', image_url: { url: PNG } },
    ],
    [
      { type: 'input_image', image_url: url },
      { type: 'input_image', image_url: PNG },
    ],
    [{ data: [{ b64_json: png }] }, { data: [{ b64_json: PNG }] }],
    [
      { type: 'input_audio', input_audio: { data: plain, format: 'mp3' } },
      { type: 'input_audio', input_audio: { data: '[Base64(5000, mp3)]', format: 'mp3' } },
    ],
    [
      { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: pdf } },
      {
        type: 'document',
        source: { type: 'base64', media_type: 'application/pdf', data: '[Base64(5000, application/pdf)]' },
      },
    ],
    [
      { inlineData: { mimeType: 'video/mp4', data: plain } },
      { inlineData: { mimeType: 'video/mp4', data: '[Base64(5000, video/mp4)]' } },
    ],
    [
      { type: 'file', mediaType: 'image/svg+xml', data: plain },
      { type: 'file', mediaType: 'image/svg+xml', data: '[Base64(5000, image/svg+xml)]' },
    ],
    [
      { type: 'image', data: png, mimeType: 'image/png' },
      { type: 'image', data: PNG, mimeType: 'image/png' },
    ],
    [{ images: [png, DOT] }, { images: [PNG, DOT] }],
    [url, PNG],
    [png, PNG],
    [plain, '[Base64(5000)]'],
    [randomBytes(5000).toString('base64url'), '[Base64(5000)]'],
    [new Map([['picture', url]]), { picture: PNG }],
    [`data:audio/ogg;codecs=opus;base64,${plain}`, '[Base64(5000, audio/ogg)]'],
    [`data:;base64,${plain}`, '[Base64(5000)]'],
  ])
    assert.deepEqual(shown(value), expected);
});

/** Sound in 16 bits: every other byte is 0 or 255. */
const quiet = (size) => Buffer.from(Int16Array.from({ length: size / 2 }, () => Math.random() * 400 - 200).buffer);

/** Of many letters and digits, as ids are. */
const id = (length, letters = ALPHABET) =>
  Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join('');
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

test('letters that are no bytes are shown, whatever is said beside them', () => {
  const many = (/** @type {() => string} */ make, by = '') => Array.from({ length: 100 }, make).join(by);
  for (const value of [
    { mimeType: 'chemical/x-fasta', sequence: id(4000, 'ACGT') },
    { mimeType: 'chemical/x-fasta', data: id(4000, 'ACGT') },
    { format: 'YYYY/MM/DD', series: '0123456789'.repeat(40) },
    { mimeType: 'application/javascript', content: 'a'.repeat(4000) },
    { mimeType: 'application/octet-stream', path: `/srv${many(() => `/${id(12)}`)}` },
    { mimeType: 'application/octet-stream', data: randomBytes(4000).toString('hex') },
    many(() => id(21), '-'),
    many(() => id(21), '/'),
    many(() => id(16), '_'),
    many(() => id(21, `${ALPHABET}_-`), '-'),
    many(() => randomBytes(16).toString('base64url'), '_'),
    many(() => randomBytes(32).toString('base64url'), '/'),
    many(() => randomBytes(32).toString('base64').slice(0, 43), '/'),
    many(() => randomBytes(32).toString('base64'), '/'),
    many(() => `Key${id(5)}=${id(12)}`, '/'),
    many(() => crypto.randomUUID(), '/'),
    { data: many(() => id(21), '/') },
    `${randomBytes(3000).toString('base64')}A`,
    randomBytes(3000).toString('base64').replaceAll('+', '-'),
  ]) {
    assert.deepEqual(shown(value), value);
    const json = JSON.stringify(value);
    assert.equal(shown(json), json);
  }
});

test('data in JSON is named as it is in a record', () => {
  const plain = randomBytes(5000).toString('base64');
  for (const [value, expected] of [
    [{ data: png }, { data: PNG }],
    [
      { data: plain, q: 'Which?' },
      { data: '[Base64(5000)]', q: 'Which?' },
    ],
    [{ images: [png, plain, url, DOT] }, { images: [PNG, '[Base64(5000)]', PNG, DOT] }],
    [{ id: plain.slice(0, 1000), [plain.slice(0, 70)]: 'x' }, undefined],
    [png, PNG],
  ]) {
    const [json, named] = [value, expected ?? value].map((data) => JSON.stringify(data));
    assert.equal(shown(json), named);
    assert.equal(shown(JSON.stringify(json)), JSON.stringify(named));
    assert.equal(shown(`It says:\n\`\`\`json\n${json}\n\`\`\``), `It says:\n\`\`\`json\n${named}\n\`\`\``);
    assert.deepEqual(shown({ role: 'tool', content: json }), { role: 'tool', content: named });
    assert.equal(shown(JSON.stringify(value, null, 2)), JSON.stringify(expected ?? value, null, 2));
  }
  const more = `"${png} and what is said about it"`;
  assert.equal(shown(more), more);
});

test('JSON of any value with data in it shows what the value shows', () => {
  const bytes = fc.integer({ min: 700, max: 900 }).map((size) => randomBytes(size));
  const leaf = fc.oneof(
    bytes.map((data) => data.toString('base64')),
    bytes.map((data) => data.toString('base64url')),
    bytes.map(
      (data) => `See ![it](data:image/gif;base64,${data.toString('base64')}) and "${data.toString('base64')}".`,
    ),
    bytes.map((data) => JSON.stringify({ q: data.toString('base64'), r: [data.toString('hex')] })),
    fc.string(),
    fc.integer(),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
    ),
  }));
  let named = 0;
  fc.assert(
    fc.property(value, (value) => {
      const json = JSON.stringify(shown([value]));
      named += json.includes('[Base64(') ? 1 : 0;
      assert.equal(shown(JSON.stringify([value])), json);
    }),
    { numRuns: 500 },
  );
  assert.ok(named > 50, `${named}`);
});

test('of more strings than there is time for the first are named, and what is short stays whole', () => {
  const data = randomBytes(300_000).toString('base64');
  for (const text of [
    data,
    `data:image/png;base64,${data}`,
    JSON.stringify({ data }),
    `See "this": ${url}${' x'.repeat(200_000)}`,
  ]) {
    const list = Array.from({ length: 300 }, () => text);
    const { list: seen, question } = JSON.parse(captureValue({ list, question: 'Which valve?' }, BOUND).text);
    const named = seen.findLastIndex((item) => item.includes('[Base64(')) + 1;
    assert.ok(named > 10 && named * text.length <= 2 ** 24, `${named}`);
    assert.deepEqual([seen.length, question], [300, 'Which valve?']);
  }
});

test('files are known by how they begin', () => {
  for (const type of Object.keys(FILES))
    for (const size of [1999, 2000, 2001])
      assert.equal(shown(file(type, size).toString('base64')), `[Base64(${size}, ${type})]`);
});

test('data URLs in longer text are named in their place', () => {
  assert.equal(
    shown(`![boiler](${url}) and ![dot](data:image/png;base64,${DOT})!`),
    `![boiler](${PNG}) and ![dot]([Base64(70, image/png)])!`,
  );
  assert.equal(shown(`<img src="${url}"/><p>a; b;base64, c</p>`), `<img src="${PNG}"/><p>a; b;base64, c</p>`);
  assert.equal(shown(JSON.stringify({ url, q: 'Which?' })), JSON.stringify({ url: PNG, q: 'Which?' }));
  assert.equal(shown(`${url}\n\nWhich valve?`), `${PNG}\n\nWhich valve?`);
});

test('what is not data is shown', () => {
  const hex = randomBytes(4000).toString('hex');
  for (const value of [
    hex,
    hex.toUpperCase(),
    'x'.repeat(40_000),
    'HelloWorld'.repeat(1000),
    '0123456789'.repeat(1000),
    randomBytes(700).toString('base64'),
    { mimeType: 'image/png', sha512: randomBytes(64).toString('hex'), signature: randomBytes(100).toString('base64') },
    { mimeType: 'text/plain', text: 'abcDEF'.repeat(1000) },
    { mimeType: 'image/png', text: 'words that say something '.repeat(100) },
    `${png} and what is said about it`,
    `${png.slice(0, 3000)} ${png.slice(3000)}`,
    `what is said: ${png}`,
    'data:image/svg+xml;utf8,<svg xmlns="http://www.w3.org/2000/svg"></svg>'.repeat(20),
    'data:image/png;base64,',
    `data:image/png;base64,${'€'.repeat(100)}`,
    'a;base64,b '.repeat(100),
    { token: `${png.slice(0, 500)}.${png.slice(0, 500)}` },
  ])
    assert.deepEqual(shown(value), value);
});

test('nothing of a neighbour runs, and what it says is looked at', () => {
  const data = quiet(3000).toString('base64');
  const holder = Object.defineProperty({ data }, 'mimeType', { get: () => assert.fail('it was read') });
  assert.equal(shown(holder).data, data);
  for (const format of ['not a type', 7, '', 'x/'.repeat(60), 'text/csv'])
    assert.equal(shown({ format, data }).data, data);
  for (const key of ['data', 'file_data', 'audio', 'bytes', 'imageBytes', 'blob', 'b64_json', 'partial_image_b64'])
    assert.equal(shown({ media_type: 'audio/pcm', [key]: data })[key], '[Base64(3000, audio/pcm)]');
  for (const key of ['path', 'id', 'sequence', 'datasets', 'content'])
    assert.equal(shown({ media_type: 'audio/pcm', [key]: data })[key], data);
  const told = (/** @type {string} */ data) => shown({ mimeType: 'image/gif', data }).data;
  const short = randomBytes(192).toString('base64');
  assert.equal(told(short), '[Base64(192, image/gif)]');
  for (const data of [short.slice(0, 255), `${short}A`, 'A'.repeat(3000), 'ACGT'.repeat(900), 'DEADBEEF01'.repeat(90)])
    assert.equal(told(data), data);
});

test('text without its spaces is never taken for data', () => {
  const word = fc.stringMatching(/^[A-Za-z][a-z]{0,12}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 400, maxLength: 600 }), (words) => {
      const text = words.join('');
      assert.equal(shown(text), text);
    }),
    { numRuns: 200 },
  );
});

test('any bytes of a known type are named, wherever they stand', () => {
  const around = fc.string({ maxLength: 80 }).filter((text) => !/["\\;[:\w+/=-]$|^[\w+/=-]/.test(text));
  fc.assert(
    fc.property(around, fc.uint8Array({ minLength: 48, maxLength: 500 }), around, (before, bytes, behind) => {
      const data = Buffer.from(bytes).toString('base64');
      const name = `[Base64(${bytes.length}, image/png)]`;
      assert.equal(shown(`${before}data:image/png;base64,${data}${behind}`), before + name + behind);
    }),
    { numRuns: 500 },
  );
});
