// Responses from the network: watched until the body was read, in whichever way.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { recording } from '../support/spans.js';
import { items, turn, watched } from '../support/watched.js';

const ANSWER = {
  id: 'c',
  choices: [{ message: { content: 'Rotate the key.' } }],
  usage: { prompt_tokens: 7, completion_tokens: 5 },
};
const EVENTS = [{ n: 1 }, { n: 2 }];
const sse = 'event: one\r\ndata: {"n":\r\ndata: 1}\r\n\r\n: comment\nid: 7\ndata:{"n":2}\n\ndata: [DONE]\n\n';

/** By path: content type and the pieces of the body. */
const bodies = {
  '/json': ['application/json; charset=utf-8', [JSON.stringify(ANSWER).slice(0, 20), JSON.stringify(ANSWER).slice(20)]],
  '/events': ['text/event-stream', [...sse]],
  '/unended': ['text/event-stream', ['data: {"n":1}\n\ndata: {"n":2}']],
  '/tokens': ['text/event-stream', ['data: The \n\ndata:', '  lamp\n\n', 'data: 12\n\n']],
  '/lines': ['application/x-ndjson', ['{"n":1}\n{"n"', ':2}\n']],
  '/text': ['text/plain', ['Rotate ', 'the key.']],
  '/letters': ['application/json', Array.from(Buffer.from('"née Ω"'), (byte) => Buffer.from([byte]))],
  '/broken': ['application/json', ['{"id":']],
};

let server;
let base;
before(async () => {
  server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    const [type, pieces] = bodies[request.url] ?? ['text/plain', []];
    response.writeHead(request.url === '/none' ? 204 : 200, { 'content-type': type });
    for (const piece of pieces) {
      response.write(piece);
      await turn();
    }
    if (request.url === '/broken') response.destroy();
    else response.end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

const get = async (path) => watched(await fetch(base + path));
/** What was reported, without the text of errors, and with bytes as text. */
const told = (log) => {
  const decoder = new TextDecoder();
  const text = log
    .filter(([, item]) => item instanceof Uint8Array)
    .map(([, item]) => decoder.decode(item))
    .join('');
  return [
    ...(text ? items(text) : []),
    ...log.filter(([, item]) => !(item instanceof Uint8Array)).map((entry) => entry.slice(0, 2)),
  ];
};

const ways = {
  text: (response) => response.text(),
  arrayBuffer: (response) => response.arrayBuffer(),
  bytes: (response) => (response.bytes ? response.bytes() : response.text()),
  'a reader': async (response) => {
    const reader = response.body.getReader();
    while (!(await reader.read()).done);
  },
  'for await': async (response) => {
    for await (const _ of response.body);
  },
  pipeTo: (response) => response.body.pipeTo(new WritableStream()),
  pipeThrough: async (response) => {
    for await (const _ of response.body.pipeThrough(new TextDecoderStream()));
  },
  'a clone': (response) => response.clone().text(),
  'both it and a clone': (response) => Promise.all([response.clone().text(), response.text()]),
  'its stream and a clone': async (response) => {
    const clone = response.clone();
    for await (const _ of response.body);
    await clone.text();
  },
};

for (const [name, read] of Object.entries(ways)) {
  test(`a body read by ${name}`, async () => {
    const json = await get('/json');
    assert.deepEqual(json.log, []);
    await read(json.result);
    await turn();
    assert.deepEqual(told(json.log), [
      ['completed', ANSWER],
      ['end', 'drained'],
    ]);
    for (const path of ['/events', '/unended', '/lines']) {
      const { result, log } = await get(path);
      await read(result);
      await turn();
      assert.deepEqual(told(log), [...items(...EVENTS), ['end', 'drained']], path);
    }
    const tokens = await get('/tokens');
    await read(tokens.result);
    await turn();
    assert.deepEqual(told(tokens.log), [...items('The ', ' lamp', '12'), ['end', 'drained']]);
    const text = await get('/text');
    await read(text.result);
    await turn();
    assert.deepEqual(told(text.log), [...items('Rotate the key.'), ['end', 'drained']]);
  });
}

test('letters that are cut by chunks', async () => {
  const { result, log } = await get('/letters');
  for await (const _ of result.body);
  assert.deepEqual(log[0], ['completed', 'née Ω']);
});

test('a clone read as a whole while the response is read by chunks', async () => {
  const { result, log } = await get('/text');
  const clone = result.clone();
  const reader = result.body.getReader();
  await reader.read();
  assert.equal(await clone.text(), 'Rotate the key.');
  while (!(await reader.read()).done);
  assert.deepEqual(told(log), [...items('Rotate the key.'), ['end', 'drained']]);
});

test('a response with own methods', async () => {
  const response = await fetch(`${base}/text`);
  response.text = () => 'mine';
  response.json = () => {
    throw new Error('mine');
  };
  const { result, log } = watched(response);
  assert.equal(result.text(), 'mine');
  assert.throws(() => result.json(), /mine/);
  await result.arrayBuffer();
  assert.deepEqual(told(log), [...items('Rotate the key.'), ['end', 'drained']]);
});

test('json() returns the same object that is reported', async () => {
  const { result, log } = await get('/json');
  const value = await result.json();
  assert.deepEqual(
    log.map(([what]) => what),
    ['completed', 'end'],
  );
  assert.equal(log[0][1], value);
});

test('a body that is left, fails, or is read twice', async () => {
  const left = await get('/text');
  await left.result.body.cancel();
  assert.deepEqual(left.log, [['end', 'cancelled']]);

  const failing = [
    async (response) => {
      for await (const _ of response.body);
    },
    (response) => response.text(),
  ];
  for (const read of failing) {
    const { result, log } = await get('/broken');
    const thrown = await read(result).catch((error) => error);
    await turn();
    assert.equal(log.at(-1)[1], 'error');
    assert.equal(log.at(-1)[2], thrown);
    assert.equal(log.filter(([what]) => what === 'end').length, 1);
  }

  const twice = await get('/text');
  const first = twice.result.text();
  await assert.rejects(twice.result.json(), TypeError);
  assert.equal(await first, 'Rotate the key.');
  assert.deepEqual(told(twice.log), [...items('Rotate the key.'), ['end', 'drained']]);
});

test('a body that says it is complete ends, even if nothing reads to its end', async () => {
  const { result, log } = await get('/events');
  const reader = result.body.getReader();
  for (let text = ''; !text.includes('[DONE]\n\n'); ) text += Buffer.from((await reader.read()).value);
  await turn();
  assert.deepEqual(log.at(-1), ['end', 'drained']);
});

test('what has no body to come ends at once', async () => {
  const used = await fetch(`${base}/text`);
  await used.text();
  for (const response of [await fetch(`${base}/none`), used, new Response('mine'), Response.json({})]) {
    const { log, kinds } = watched(response);
    assert.deepEqual(log, [['end', 'returned']]);
    assert.deepEqual(kinds, []);
  }
});

test('a response in a record, and one that two functions return', async () => {
  const response = await fetch(`${base}/text`);
  const inner = watched({ status: 200, response });
  const outer = watched(response);
  await response.text();
  for (const { log } of [inner, outer]) assert.deepEqual(told(log), [...items('Rotate the key.'), ['end', 'drained']]);
});

test('spans of responses: text, usage and links', async () => {
  const { tracer, finish } = recording();
  const ask = tracer.llm((path) => fetch(base + path), { name: 'ask' });
  await (await ask('/json')).json();
  await (await ask('/text')).text();
  const [json, text] = await finish();
  assert.deepEqual(JSON.parse(json.output), ANSWER);
  assert.equal(json.attributes['gen_ai.usage.input_tokens'], 7);
  assert.equal(text.output, 'Rotate the key.');
});

test('where the runtime serves responses, returning one ends its spans', async () => {
  const program = `
    import { createTracer, memory } from '${new URL('../../../js/index.js', import.meta.url)}';
    const sink = memory();
    const tracer = createTracer({ exporters: [sink] });
    const ask = tracer.llm(() => fetch('${base}/json'), { name: 'ask' });
    await tracer.workflow(() => ask(), { name: 'handler' })();
    await tracer.workflow(async () => (await ask()).json(), { name: 'reader' })();
    await tracer.flush();
    console.log(JSON.stringify(sink.spans.map(({ name, attributes }) => [name, attributes['spanloom.result'], attributes['gen_ai.usage.input_tokens']])));
  `;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['-C', 'deno', '--input-type=module', '-e', program], {
    timeout: 20_000,
  });
  assert.deepEqual(JSON.parse(stdout).sort(), [
    ['ask', null, 7],
    ['ask', 'unobservable', null],
    ['handler', null, null],
    ['reader', null, null],
  ]);
});
