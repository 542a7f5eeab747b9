// Pictures and embeddings: what is shown is a name, what is linked is what it stands for.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { recording } from '../support/spans.js';

const picture = () => `iVBORw0KGgoA${randomBytes(30_000).toString('base64')}`;
const urlOf = (data) => `data:image/png;base64,${data}`;
/** As an API gives it: doubles that were floats. */
const embedding = (length = 1536) => Array.from(new Float32Array(Array.from({ length }, () => Math.random() - 0.5)));

/**
 * How a step that is given `input` is linked to one that gave `output`, beside others that gave `others`.
 * @param {unknown} output @param {unknown} input @param {unknown[]} [others] @param {object} [options]
 */
async function viaOf(output, input, others = [], options = {}) {
  const { tracer, finish } = recording(options);
  tracer.trace('root', () => {
    for (const other of others) tracer.tool(() => other, { name: 'other' })();
    tracer.tool(() => output, { name: 'source' })();
    for (const other of others) tracer.tool(() => other, { name: 'other' })();
    tracer.llm((/** @type {unknown} */ _) => undefined, { name: 'use' })(input);
  });
  const spans = await finish();
  const use = spans.find(({ name }) => name === 'use');
  const nameOf = (id) => spans.find(({ spanId }) => spanId === id).name;
  assert.ok(JSON.stringify(use.input).length < 500 || typeof input === 'string', use.input.slice(0, 500));
  return use.links.map(({ spanId, attributes }) => `${nameOf(spanId)} ${attributes['spanloom.via']}`);
}

test('a picture that one step made and another is given', async () => {
  const [data, other] = [picture(), picture()];
  for (const output of [
    data,
    urlOf(data),
    { data: [{ b64_json: data }] },
    { type: 'image', data, mimeType: 'image/png' },
  ])
    for (const input of [
      { type: 'image_url', image_url: { url: urlOf(data) } },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data } },
      [{ inlineData: { mimeType: 'image/png', data } }],
      `Which valve leaks? ![boiler](${urlOf(data)})`,
      `<img src="${urlOf(data)}">`,
    ])
      assert.deepEqual(await viaOf(output, input, [other, urlOf(other), { data: other }]), ['source text']);
});

test('a picture in JSON is the one in the record', async () => {
  const [data, other] = [picture(), picture()];
  const others = [{ data: other }, JSON.stringify({ data: other })];
  for (const record of [{ data }, { b64_json: data, q: 'Which valve leaks?' }, { images: [{ url: urlOf(data) }] }]) {
    const json = JSON.stringify(record);
    const message = { role: 'tool', tool_call_id: 'call_7', content: json };
    const call = JSON.stringify({ name: 'show', arguments: json });
    assert.deepEqual(await viaOf(record, [message], others), ['source structure']);
    assert.deepEqual(await viaOf(record, JSON.stringify(record, null, 2), others), ['source structure']);
    assert.deepEqual(await viaOf(json, { of: record }, others), ['source structure']);
    assert.deepEqual(await viaOf(data, [message], others), ['source text']);
    assert.deepEqual(await viaOf(json, [message], others), ['source text']);
    for (const step of [json, data, urlOf(data)]) assert.deepEqual(await viaOf(step, call, others), ['source text']);
  }
});

test('what is said beside data counts as it was at the call', async () => {
  const data = Buffer.from(Int16Array.from({ length: 4000 }, () => Math.random() * 400 - 200).buffer).toString(
    'base64',
  );
  const { tracer, finish } = recording();
  const record = { mimeType: 'audio/pcm', data };
  tracer.trace('root', () => {
    tracer.tool(() => record, { name: 'record' })();
    record.mimeType = 'text/plain';
    tracer.llm((/** @type {unknown} */ _) => undefined, { name: 'hear' })([{ format: 'pcm', data }]);
  });
  const { links, input } = (await finish()).find(({ name }) => name === 'hear');
  assert.equal(input, '[{"format":"pcm","data":"[Base64(8000, pcm)]"}]');
  assert.deepEqual(
    links.map(({ attributes }) => attributes['spanloom.via']),
    ['text'],
  );
});

test('the digest of a picture is made where links are, and not while the caller waits', async () => {
  const { encodeInto } = TextEncoder.prototype;
  let digests = 0;
  /** @type {any} */ (TextEncoder.prototype).encodeInto = function (text, bytes) {
    if (text.startsWith('iVBORw0KGgoA')) digests += 1;
    return encodeInto.call(this, text, bytes);
  };
  try {
    for (const [options, expected] of /** @type {[object, number][]} */ ([
      [{}, 2],
      [{ capture: false }, 2],
      [{ links: false }, 0],
      [{ links: false, capture: false }, 0],
    ])) {
      const { tracer, finish } = recording(options);
      tracer.tool((/** @type {unknown} */ input) => [input], { name: 'paint' })(picture());
      assert.equal(digests, 0);
      await finish();
      assert.equal(digests, expected);
      digests = 0;
    }
  } finally {
    TextEncoder.prototype.encodeInto = encodeInto;
  }
});

test('one character of a large picture makes another', async () => {
  const data = `iVBORw0KGgoA${randomBytes(600_000).toString('base64')}`;
  assert.deepEqual(await viaOf(data, { data }), ['source text']);
  for (let i = 0; i < 20; i++) {
    const at = 12 + Math.floor(Math.random() * 800_000);
    const changed = `${data.slice(0, at)}${data[at] === 'A' ? 'B' : 'A'}${data.slice(at + 1)}`;
    assert.deepEqual(await viaOf(data, { data: changed }), [], `at ${at}`);
  }
});

test('another picture is another, however alike', async () => {
  const data = picture();
  const at = data.length >> 1;
  const changed = `${data.slice(0, at)}${data[at] === 'A' ? 'B' : 'A'}${data.slice(at + 1)}`;
  for (const input of [changed, `${data}AAAA`, data.slice(0, -4), urlOf(changed), `See ${urlOf(changed)}`])
    assert.deepEqual(await viaOf(data, { input }), []);
  const blank = (size) => urlOf(Buffer.alloc(size, 7).toString('base64'));
  assert.deepEqual(await viaOf(blank(9000), { input: blank(9003) }), []);
});

test('an equal list of numbers, in whatever form', async () => {
  for (const length of [65, 1536]) {
    const list = embedding(length);
    const others = [embedding(length), list.slice(0, -1), [...list.slice(1), 0.123], [0.123, ...list.slice(1)]];
    const json = JSON.stringify(list);
    const outputs = [list, new Float32Array(list), json, { data: [{ embedding: list, index: 0 }] }];
    for (const output of outputs)
      for (const input of [
        [...list],
        structuredClone(list),
        new Float64Array(list),
        new Float32Array(list),
        json,
        JSON.stringify({ top: 3, vector: list }, null, 2),
        `select id from t order by e <-> '${json}' limit 3`,
        { vector: [...list], topK: 3 },
        new Map([['vector', Array.from(list)]]),
      ]) {
        // The same string is found as a string.
        const via = output === json && input === json ? 'text' : 'structure';
        assert.deepEqual(await viaOf(output, input, others), [`source ${via}`]);
      }
  }
});

test('another list is another, however alike', async () => {
  const list = embedding();
  const near = (at) => list.map((number, i) => (i === at ? number + 1e-9 : number));
  for (const input of [near(0), near(700), near(1535), list.slice(0, 1535), [...list, 0.5], [...list].reverse()]) {
    assert.deepEqual(await viaOf(list, { input }), []);
    assert.deepEqual(await viaOf(list, JSON.stringify(input)), []);
    assert.deepEqual(await viaOf(JSON.stringify(list), { input }), []);
  }
});

test('each of a batch, and what a stream gives', async () => {
  const batch = Array.from({ length: 20 }, () => embedding());
  const output = { data: batch.map((embedding, index) => ({ object: 'embedding', index, embedding })) };
  for (const i of [0, 11, 19]) assert.deepEqual(await viaOf(output, [...batch[i]]), ['source structure']);

  const { tracer, finish } = recording();
  await tracer.trace('root', async () => {
    const embed = tracer.embedding(
      async function* () {
        for (const embedding of batch) yield { embedding };
      },
      { name: 'embed' },
    );
    const search = tracer.retrieval((/** @type {number[]} */ _) => ['x'], { name: 'search' });
    for await (const { embedding } of embed()) search([...embedding]);
  });
  const searches = (await finish()).filter(({ name }) => name === 'search');
  assert.deepEqual(
    searches.map(({ links }) => links.map(({ attributes }) => attributes['spanloom.from.path'])),
    batch.map((_, i) => [`$[${i}].embedding`]),
  );
});

test('a mask sees names, and links are the same', async () => {
  const [data, list] = [picture(), embedding()];
  const seen = [];
  const mask = (value) => {
    seen.push(value);
    return value;
  };
  assert.deepEqual(await viaOf({ list, data }, { list: [...list], url: urlOf(data) }, [], { mask }), [
    'source structure',
  ]);
  assert.ok(JSON.stringify(seen).length < 1000);
  assert.ok(JSON.stringify(seen).includes('[Base64(30009, image/png)]'));
});

test('no accessor of a list is run', async () => {
  const list = embedding();
  let reads = 0;
  const get = () => {
    reads += 1;
    return 0.5;
  };
  Object.defineProperty(list, 801, { get });
  assert.deepEqual(await viaOf(embedding(), list), []);
  assert.deepEqual(await viaOf(list, { list: [...list].fill(0, 801, 802) }), []);
  assert.equal(reads, 1);
});

test('lists beyond what is linked are named all the same', async () => {
  const { tracer, finish } = recording();
  const lists = Array.from({ length: 200 }, () => new Float32Array(1536));
  tracer.tool(() => ({ lists, last: 'what comes last' }), { name: 'embed' })();
  const [{ output }] = await finish();
  assert.equal(output, JSON.stringify({ lists: lists.map(() => '[Float32Array(1536)]'), last: 'what comes last' }));
});
