// What a span says of what was thrown in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';

/** The attributes of a failed span that say why, and its status. @param {() => unknown} fn @param {object} [options] @param {object} [own] of the span */
async function failed(fn, options, own) {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], ...options });
  try {
    const result = await tracer.llm(/** @type {() => any} */ (fn), { name: 'step', ...own })();
    if (result?.[Symbol.asyncIterator]) for await (const _ of result);
  } catch {}
  await tracer.flush();
  const [{ status, attributes }] = sink.spans;
  const { 'error.type': type, 'error.code': code, 'http.response.status_code': http } = attributes;
  assert.equal(attributes['exception.message'], status.message);
  assert.equal(attributes['exception.type'], type);
  return { code: status.code, message: status.message, says: [type, code, http] };
}

const quota = () => ({ code: 'quota', status: 429, detail: 'of project p1' });
const thrower = (/** @type {unknown} */ error) => () => {
  throw error;
};

test('the status tells the causes, attributes the code and the HTTP status', async () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const thrown = new TypeError('fetch failed', { cause: refused });
  assert.deepEqual(await failed(thrower(thrown)), {
    code: 'error',
    message: 'fetch failed: connect ECONNREFUSED',
    says: ['TypeError', 'ECONNREFUSED', undefined],
  });
  assert.deepEqual((await failed(thrower(new Response('', { status: 503 })))).says, ['Response', undefined, 503]);
});

test('what an object holds that was thrown is content, what an error says is not', async () => {
  const open = await failed(thrower(quota()));
  assert.deepEqual(open, {
    code: 'error',
    message: '{"code":"quota","status":429,"detail":"of project p1"}',
    says: ['quota', 'quota', 429],
  });
  const closed = { ...open, message: '', says: ['Object', undefined, undefined] };
  assert.deepEqual(await failed(thrower(quota()), {}, { captureOutput: false }), closed);
  assert.deepEqual(
    await failed(thrower({ ...quota(), message: 'SECRET', stack: 'SECRET' }), { capture: false }),
    closed,
  );
  const caused = new Error('no', { cause: quota() });
  assert.equal((await failed(thrower(caused), { capture: false })).message, 'no');
  const invalid = Object.assign(new Error(), { issues: [{ message: 'SECRET' }] });
  assert.equal((await failed(thrower(invalid), { capture: false })).message, '');
});

test('a mask sees a thrown object by its members, and codes', async () => {
  const mask = (/** @type {any} */ value) =>
    value.detail ? { ...value, detail: '***' } : value === 'quota' ? 'q' : value;
  assert.deepEqual(await failed(thrower(quota()), { mask }), {
    code: 'error',
    message: '{"code":"quota","status":429,"detail":"***"}',
    says: ['q', 'q', 429],
  });
});

test('what a mask answers with null leaves nothing, as with undefined', async () => {
  for (const nothing of [null, undefined])
    assert.deepEqual(await failed(thrower(Object.assign(new Error('m'), { code: 'c' })), { mask: () => nothing }), {
      code: 'error',
      message: '',
      says: ['Error', undefined, undefined],
    });
  assert.equal((await failed(thrower(null))).message, 'null');
});

test('an error that was said stands as it was said, also where no content leaves', async () => {
  for (const [error, expected] of /** @type {[unknown, string][]} */ ([
    ['said', 'said'],
    [new Error('said'), 'said'],
    [quota(), ''],
  ])) {
    const sink = memory();
    const { trace, flush } = createTracer({ exporters: [sink], capture: false });
    trace('step', (span) => span.annotate({ error }));
    await flush();
    assert.equal(sink.spans[0].status.message, expected);
  }
});

test('an answer that failed says why', async () => {
  const error = { code: 'server_error', message: 'it broke' };
  const { message, says } = await failed(async () => ({ status: 'failed', error, output: [] }));
  assert.deepEqual([message, says], ['it broke', ['server_error', 'server_error', undefined]]);
  const streamed = await failed(async function* () {
    yield { type: 'message_start', message: { model: 'm', usage: {} } };
    yield { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
  });
  assert.deepEqual([streamed.message, streamed.says[1]], ['Overloaded', 'overloaded_error']);
});

test('an error that is given or returned shows its code', async () => {
  const sink = memory();
  const { tool, flush } = createTracer({ exporters: [sink] });
  tool((/** @type {Error} */ error) => new AggregateError([error], 'all'), { name: 'step' })(
    Object.assign(new Error('bad', { cause: { reason: 'quota' } }), { code: 'E42', status: 400 }),
  );
  await flush();
  const [{ input, output }] = sink.spans;
  const bad = '{"name":"Error","message":"bad","code":"E42","status":400,"cause":{"reason":"quota"}}';
  assert.deepEqual([input, output], [bad, `{"name":"AggregateError","message":"all","errors":[${bad}]}`]);
});
