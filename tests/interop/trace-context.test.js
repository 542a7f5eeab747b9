// The test suite of W3C Trace Context, against a service that is traced. It is in no registry: TRACE_CONTEXT names the `test` folder of
// a clone of w3c/trace-context. tests/js/propagate/w3c.test.js has the same cases.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { test } from 'node:test';
import { createTracer } from '../../js/index.js';
import { peer } from '../../scripts/lib/peers.mjs';
import { run } from '../../scripts/lib/run.mjs';
import { freePort } from './support/free-port.js';
import { unlessThere } from './support/program.js';

const suite = process.env.TRACE_CONTEXT;
/** Its Python has aiohttp, which is all that the suite needs. */
const PYTHON = 'agent';
const TESTS = 41;

test('W3C Trace Context, level 2', { skip: suite ? unlessThere(PYTHON) : 'TRACE_CONTEXT is not set' }, async (t) => {
  const tracer = createTracer({ exporters: [], onError: (error) => assert.fail(String(error)) });
  const call = tracer.tool(({ url, arguments: body }) =>
    fetch(url, {
      method: 'POST',
      headers: tracer.inject({ 'content-type': 'application/json' }),
      body: JSON.stringify(body),
    }),
  );
  const handle = tracer.workflow((/** @type {any[]} */ calls) => Promise.all(calls.map(call)));
  const server = createServer(async (request, response) => {
    const calls = /** @type {any[]} */ (await json(request));
    await tracer.extract(request.headersDistinct).run(handle, calls);
    response.end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

  const env = { STRICT_LEVEL: '2', SPEC_LEVEL: '2', HARNESS_PORT: String(await freePort()) };
  const { code, output } = await run(peer(PYTHON, 'python'), ['test.py', `http://127.0.0.1:${port}/`], {
    cwd: suite,
    env,
  });
  assert.equal(code, 0, output);
  assert.match(output, new RegExp(`^Ran ${TESTS} tests`, 'm'));
  assert.doesNotMatch(output, /skipped/);
});
