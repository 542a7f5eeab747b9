// What add() is given: bytes, text or an object, of traces or of logs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { readRequest } from '../../../js/linker/request.js';

const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
const textOf = (/** @type {Uint8Array} */ request) => new TextDecoder().decode(request);

const TRACES = '{"resourceSpans":[]}';
const LOGS = '{"resourceLogs":[]}';

/** @type {[what: string, otlp: unknown, encoding: string, signal: string][]} */
const CASES = [
  ['JSON text', TRACES, 'json', 'traces'],
  ['JSON text of logs', LOGS, 'json', 'logs'],
  ['JSON text with space', `\n { \n "resourceLogs" : [] }`, 'json', 'logs'],
  ['JSON text with another member first', `{"x":{"resourceLogs":1},"resourceSpans":[]}`, 'json', 'traces'],
  ['JSON text of logs with another member first', `{"x":"resourceSpans","resourceLogs":[]}`, 'json', 'logs'],
  ['JSON text with an escape in the key', '{"resource\\u004cogs":[]}', 'json', 'logs'],
  ['JSON text with both', `{"x":1,"resourceLogs":[],"resourceSpans":[]}`, 'json', 'traces'],
  ['an empty object as text', '{}', 'json', 'traces'],
  ['malformed text', '{"resource', 'json', 'traces'],
  ['empty text', '', 'json', 'traces'],
  ['JSON as bytes', bytes(TRACES), 'json', 'traces'],
  ['JSON of logs as bytes', bytes(LOGS), 'json', 'logs'],
  ['JSON of logs as bytes, late key', bytes(`{"x":"${'y'.repeat(500)}","resourceLogs":[]}`), 'json', 'logs'],
  ['protobuf', Uint8Array.of(10, 0), 'protobuf', 'traces'],
  ['nothing, in protobuf', new Uint8Array(0), 'protobuf', 'traces'],
  ['an object', { resourceSpans: [] }, 'json', 'traces'],
  ['an object of logs', { resourceLogs: [] }, 'json', 'logs'],
  ['an empty object', {}, 'json', 'traces'],
  ['a list', [], 'json', 'traces'],
];

for (const [what, otlp, encoding, signal] of CASES) {
  test(`${what}: ${encoding}, ${signal}`, () => {
    const request = readRequest(otlp);
    assert.deepEqual([request.encoding, request.signal], [encoding, signal]);
    if (typeof otlp === 'string') assert.equal(textOf(request.bytes), otlp);
    else if (otlp instanceof Uint8Array) assert.deepEqual(request.bytes, otlp);
    else assert.equal(textOf(request.bytes), JSON.stringify(otlp));
  });
}

test('what is said goes before what is seen', () => {
  for (const [, otlp] of CASES)
    for (const signal of /** @type {const} */ (['traces', 'logs']))
      assert.equal(readRequest(otlp, signal).signal, signal);
});

test('every kind of bytes is taken, and only its part of the buffer', () => {
  const buffer = Uint8Array.of(1, 10, 0, 2).buffer;
  const part = new Uint8Array(buffer, 1, 2);
  assert.deepEqual(readRequest(part).bytes, Uint8Array.of(10, 0));
  assert.deepEqual(readRequest(new DataView(buffer, 1, 2)).bytes, Uint8Array.of(10, 0));
  assert.deepEqual(readRequest(Buffer.from(part)).bytes, Uint8Array.of(10, 0));
  assert.deepEqual(readRequest(part.slice().buffer).bytes, Uint8Array.of(10, 0));
  assert.deepEqual(readRequest(runInNewContext('new Uint8Array([10, 0]).buffer')).bytes, Uint8Array.of(10, 0));
  assert.equal(readRequest(new SharedArrayBuffer(2)).bytes.length, 2);
});

test('an object is made text once', () => {
  let times = 0;
  const otlp = { toJSON: () => ({ resourceLogs: [], times: ++times }) };
  assert.equal(textOf(readRequest(otlp).bytes), '{"resourceLogs":[],"times":1}');
});

test('text that is no UTF-16 is repaired', () => {
  assert.equal(textOf(readRequest('{"a":"\ud800"}').bytes), '{"a":"\ufffd"}');
});
