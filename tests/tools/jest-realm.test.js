// Jest gives tests a realm of their own: what Node gives them (promises, streams, responses) is of another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { node, projectOf, script } from './tool.js';

const SPEC = `
const fs = require('node:fs');
const { createServer } = require('node:http');
const { flush, init, llm, memory, tool } = require('spanloom');

const sink = memory();
let server;
let url;

beforeAll(async () => {
  init({ exporters: [sink] });
  server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/broken') return response.write('{ "a"', () => response.destroy());
    response.end('{ "answer": 42 }');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = 'http://127.0.0.1:' + server.address().port;
});
afterAll(() => server.close());
beforeEach(() => {
  sink.spans.length = 0;
});

const asJson = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
const ended = async () => {
  await flush();
  return sink.spans.map(({ status, output }) => [status.code, asJson(output)]);
};
const chunks = () =>
  new ReadableStream({
    start(controller) {
      controller.enqueue('one ');
      controller.enqueue('two');
      controller.close();
    },
  });
const stream = () => llm(chunks, { name: 'words' })();
const collecting = (into) => new WritableStream({ write: (chunk) => void into.push(chunk) });
const drain = async (branch) => {
  const read = [];
  for await (const chunk of branch) read.push(chunk);
  return read;
};
const WORDS = ['one ', 'two'];
const DONE = [['ok', 'one two']];

test('promises of Node are of another realm', () => {
  const promise = fs.promises.readFile(__filename);
  expect(promise instanceof Promise).toBe(false);
  return promise;
});

test('a promise is the same object and its value is told', async () => {
  const promise = fs.promises.readFile(__filename, 'utf8').then(() => 'the text');
  expect(tool(() => promise, { name: 'read' })()).toBe(promise);
  expect(await promise).toBe('the text');
  expect(Object.getOwnPropertyNames(promise)).toEqual([]);
  expect(await ended()).toEqual([['ok', 'the text']]);
});

test('a promise that fails', async () => {
  const promise = tool(() => fs.promises.readFile('/none/at/all'), { name: 'read' })();
  await expect(promise).rejects.toThrow('ENOENT');
  expect((await ended())[0][0]).toBe('error');
});

test('a record and a list of promises', async () => {
  const text = () => fs.promises.readFile(__filename, 'utf8').then(() => 'the text');
  const record = tool(() => ({ p: text() }), { name: 'record' })();
  const list = tool(() => [text(), text()], { name: 'list' })();
  expect(await ended()).toEqual([]);
  await Promise.all([record.p, ...list]);
  const spans = await ended();
  expect(spans).toContainEqual(['ok', { p: 'the text' }]);
  expect(spans).toContainEqual(['ok', ['the text', 'the text']]);
});

for (const [method, value] of [['json', { answer: 42 }], ['text', { answer: 42 }], ['arrayBuffer', { answer: 42 }], ['blob', '[Blob']]) {
  test('fetch and ' + method, async () => {
    const response = await tool(() => fetch(url), { name: 'get' })();
    await response[method]();
    const [[status, output]] = await ended();
    expect(status).toBe('ok');
    if (method === 'blob') expect(output).toContain(value);
    else expect(output).toEqual(value);
  });
}

test('a response that breaks off', async () => {
  const response = await tool(() => fetch(url + '/broken'), { name: 'get' })();
  await expect(response.json()).rejects.toThrow();
  expect((await ended())[0][0]).toBe('error');
});

test('a clone of a response', async () => {
  const response = await tool(() => fetch(url), { name: 'get' })();
  expect(await response.clone().json()).toEqual({ answer: 42 });
  expect((await ended())[0]).toEqual(['ok', { answer: 42 }]);
  await response.text();
});

test('for await', async () => {
  expect(await drain(stream())).toEqual(WORDS);
  expect(await ended()).toEqual(DONE);
});

test('for await that is left early', async () => {
  for await (const chunk of stream()) {
    expect(chunk).toBe('one ');
    break;
  }
  expect((await ended())[0][1]).toBe('one ');
});

test('tee', async () => {
  const [first, second] = stream().tee();
  expect(await Promise.all([drain(first), drain(second)])).toEqual([WORDS, WORDS]);
  expect(await ended()).toEqual(DONE);
});

test('getReader', async () => {
  const reader = stream().getReader();
  for (const value of WORDS) expect(await reader.read()).toEqual({ done: false, value });
  expect((await reader.read()).done).toBe(true);
  expect(await ended()).toEqual(DONE);
});

test('pipeTo', async () => {
  const read = [];
  await stream().pipeTo(collecting(read));
  expect(read).toEqual(WORDS);
  expect(await ended()).toEqual(DONE);
});

test('pipeThrough', async () => {
  const upper = new TransformStream({ transform: (chunk, controller) => controller.enqueue(chunk.toUpperCase()) });
  expect(await drain(stream().pipeThrough(upper))).toEqual(['ONE ', 'TWO']);
  expect(await ended()).toEqual(DONE);
});

test('a body that is read by its stream', async () => {
  const response = await tool(() => fetch(url), { name: 'get' })();
  for await (const chunk of response.body) expect(chunk.length).toBeGreaterThan(0);
  expect(await ended()).toEqual([['ok', { answer: 42 }]]);
});

test('a lazy iterator of Node', async () => {
  const folder = await tool(() => fs.promises.opendir(__dirname), { name: 'list' })();
  const names = [];
  for await (const { name } of folder) names.push(name);
  expect(names).toContain('a.spec.js');
  expect((await ended()).length).toBe(1);
});
`;

test('Jest: what Node gives is watched to its end', async (t) => {
  const config = JSON.stringify({ jest: { transform: {}, testMatch: ['**/a.spec.js'] } });
  const folder = projectOf(t, { 'package.json': config, 'a.spec.js': SPEC });
  const { code, stdout, stderr } = await node(folder, [script('jest/bin/jest.js'), '--no-cache']);
  assert.equal(code, 0, stdout + stderr);
});
