// The exporter: its options, where it sends to, and what it does when the other side fails.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ConfigurationError, createTracer, datadog } from '../../../js/index.js';
import { intake, spanWith } from '../support/datadog-events.js';
import { exportContext, FAST } from '../support/exports.js';
import { reset, startServer } from '../support/http-server.js';

/** The delays of retries do not keep a process alive. @type {NodeJS.Timeout} */
let alive;
before(() => {
  alive = setInterval(() => {}, 1000);
});
after(() => clearInterval(alive));

const KEY = 'k3y-that-nobody-may-see';
const ODD_KEYS = [' ', `${KEY}\n${KEY}`, `${KEY}\u2713`, { key: KEY }, [KEY], ''];

/** @type {[what: string, options: any, message: RegExp][]} */
const WRONG = [
  ['no options', undefined, /takes an object of options, not undefined/],
  ['the key alone', KEY, /takes an object of options, not a string/],
  ['no mlApp', { apiKey: KEY }, /needs 'mlApp'/],
  ['an empty mlApp', { mlApp: '', apiKey: KEY }, /'mlApp' must be a string of 1 to 193 characters/],
  ['a long mlApp', { mlApp: 'x'.repeat(194), apiKey: KEY }, /'mlApp' must be a string of 1 to 193 characters/],
  ['neither key nor Agent', { mlApp: 'bot' }, /needs 'apiKey', or the 'url' of a Datadog Agent/],
  ['a site without a key', { mlApp: 'bot', site: 'datadoghq.eu' }, /needs 'apiKey'/],
  ['both', { mlApp: 'bot', apiKey: KEY, url: 'http://localhost:8126' }, /not both/],
  ['an Agent and a site', { mlApp: 'bot', url: 'http://localhost:8126', site: 'datadoghq.eu' }, /not both/],
  ['a site with a scheme', { mlApp: 'bot', apiKey: KEY, site: 'https://datadoghq.eu' }, /'site' must be a host/],
  ['the key in the place of the site', { mlApp: 'bot', apiKey: 'datadoghq.eu', site: KEY }, /'site' must be a host/],
  ['an odd url', { mlApp: 'bot', url: 'localhost:8126' }, /'url' must be http/],
  ['a url with credentials', { mlApp: 'bot', url: `http://user:${KEY}@localhost:8126` }, /without credentials/],
  ['a misspelt option', { mlApp: 'bot', apikey: KEY }, /has no option 'apikey'/],
  ['an odd retry', { mlApp: 'bot', apiKey: KEY, retry: { attempts: 0 } }, /retry: 'attempts' must be/],
  ...ODD_KEYS.map(
    (apiKey, i) =>
      /** @type {[string, any, RegExp]} */ ([`odd key ${i}`, { mlApp: 'bot', apiKey }, /'apiKey'|"dd-api-key"/]),
  ),
];

for (const [what, options, message] of WRONG) {
  test(`refuses ${what} at setup, and shows no key`, () => {
    assert.throws(
      () => datadog(options),
      (error) => {
        assert.ok(error instanceof ConfigurationError);
        assert.match(error.message, message);
        assert.match(error.message, /^datadog\(\)/);
        assert.ok(!`${error.stack}${JSON.stringify(error)}`.includes(KEY));
        return true;
      },
    );
  });
}

const sent = async (/** @type {any} */ options) => {
  const { fetch, requests } = intake();
  await datadog({ mlApp: 'bot', fetch, ...options }).export([spanWith({})], exportContext());
  assert.equal(requests.length, 1);
  const { url, headers, body, wrappers } = requests[0];
  return { url, headers: Object.fromEntries(headers), body, wrappers };
};

test('sends straight to the intake of the site, with the key', async () => {
  const { url, headers, wrappers } = await sent({ apiKey: KEY, site: 'us5.datadoghq.com' });
  assert.equal(url, 'https://llmobs-intake.us5.datadoghq.com/api/v2/llmobs');
  assert.deepEqual(headers, { 'content-type': 'application/json', 'dd-api-key': KEY });
  assert.deepEqual(Object.keys(wrappers[0]), ['_dd.stage', '_dd.tracer_version', 'event_type', 'spans']);
  assert.deepEqual([wrappers[0]['_dd.stage'], wrappers[0].event_type], ['raw', 'span']);
  const trimmed = await sent({ apiKey: ` ${KEY}\n` });
  assert.equal(trimmed.url, 'https://llmobs-intake.datadoghq.com/api/v2/llmobs');
  assert.equal(trimmed.headers['dd-api-key'], KEY);
});

for (const [given, expected] of [
  ['http://localhost:8126', 'http://localhost:8126/evp_proxy/v2/api/v2/llmobs'],
  ['http://localhost:8126/', 'http://localhost:8126/evp_proxy/v2/api/v2/llmobs'],
  ['https://app.example/dd/?a=1', 'https://app.example/dd/evp_proxy/v2/api/v2/llmobs?a=1'],
  [new URL('http://127.0.0.1:1'), 'http://127.0.0.1:1/evp_proxy/v2/api/v2/llmobs'],
]) {
  test(`sends through the Agent at ${given}, which has the key`, async () => {
    const { url, headers } = await sent({ url: given });
    assert.equal(url, expected);
    assert.deepEqual(headers, { 'content-type': 'application/json', 'x-datadog-evp-subdomain': 'llmobs-intake' });
  });
}

test('a URL object that is given is not changed', () => {
  const url = new URL('http://localhost:8126/');
  datadog({ mlApp: 'bot', url });
  assert.equal(url.pathname, '/');
});

test('declares name and options for the tracer', () => {
  const { name, treeLinks, timeout } = datadog({ mlApp: 'bot', apiKey: KEY });
  assert.deepEqual(
    { name, treeLinks, timeout },
    { name: 'datadog llmobs-intake.datadoghq.com', treeLinks: false, timeout: 60_000 },
  );
  assert.equal(datadog({ mlApp: 'bot', url: 'http://localhost:8126', treeLinks: true }).treeLinks, true);
  assert.equal(datadog({ mlApp: 'bot', url: 'http://localhost:8126' }).name, 'datadog localhost:8126');
});

const status =
  (/** @type {number} */ code, body = '', headers = {}) =>
  () =>
    new Response(body, { status: code, headers });
const JSON_TYPE = { 'content-type': 'application/json' };

test('retries what may pass, and nothing else', async () => {
  for (const [answers, requests] of /** @type {const} */ ([
    [[status(503), status(429, '', { 'retry-after': '0' }), status(202)], 3],
    [[status(502), status(504), status(502), status(202)], 3],
    [[status(400)], 1],
    [[status(500)], 1],
  ])) {
    const server = intake(...answers);
    const exporter = datadog({ mlApp: 'bot', url: 'http://agent.example', fetch: server.fetch, retry: FAST });
    const done = Promise.resolve(exporter.export([spanWith({})], exportContext()));
    await (answers.at(-1)?.().ok && requests === answers.length ? done : assert.rejects(done, { name: 'ExportError' }));
    assert.equal(server.requests.length, requests);
  }
});

for (const [what, options, answer, expected] of /** @type {const} */ ([
  [
    'a wrong key',
    { apiKey: KEY },
    status(403, JSON.stringify({ errors: [`Forbidden: ${KEY}`] }), JSON_TYPE),
    {
      reason: 'http_403',
      message: 'datadog llmobs-intake.datadoghq.com: answered 403 (is the API key one of this site?) Forbidden:',
    },
  ],
  [
    'no Agent',
    { url: 'http://web.example' },
    status(404, 'not found', { 'content-type': 'text/plain' }),
    { reason: 'http_404', message: 'datadog web.example: answered 404 (is it the url of a Datadog Agent?) not found' },
  ],
  [
    'a web page',
    { url: 'http://web.example' },
    status(200, '<!doctype html>', {}),
    {
      reason: 'not_datadog',
      message: 'datadog web.example: answered 200 with a web page at /evp_proxy/v2/api/v2/llmobs, is it the right url?',
    },
  ],
])) {
  test(`says what to do about ${what}`, async () => {
    const { fetch } = intake(answer);
    const exporter = datadog({ mlApp: 'bot', ...options, fetch });
    await assert.rejects(Promise.resolve(exporter.export([spanWith({})], exportContext())), expected);
  });
}

test('no error shows the key, whoever repeats it', async () => {
  const failures = [
    intake(status(400, `bad key ${KEY}`, { 'content-type': 'text/plain' })).fetch,
    // It would be cut within the key.
    intake(status(400, `${'x'.repeat(490)}${KEY}`, { 'content-type': 'text/plain' })).fetch,
    intake(status(500, JSON.stringify({ message: `x ${KEY} y` }), JSON_TYPE)).fetch,
    async () => {
      throw new Error(`cannot send dd-api-key: ${KEY}`, { cause: { code: KEY } });
    },
  ];
  for (const fetch of failures) {
    /** @type {any[]} */
    const errors = [];
    const exporter = datadog({ mlApp: 'bot', apiKey: KEY, fetch, retry: FAST });
    const tracer = createTracer({ exporters: [exporter], onError: (error) => errors.push(error) });
    tracer.trace('step', () => 1);
    await tracer.shutdown();
    assert.ok(errors.length > 0);
    for (const error of errors) {
      const shown = [error.message, error.stack, error.cause?.message, error.cause?.cause?.code, JSON.stringify(error)];
      assert.ok(!shown.join().includes(KEY.slice(0, 8)), error.message);
    }
    assert.ok(!JSON.stringify(tracer.stats()).includes(KEY));
  }
});

test('over a real connection: what is cut is sent again, and what the Agent took is not', async (t) => {
  const took = (/** @type {import('node:http').ServerResponse} */ response) => response.writeHead(202).end('{}');
  const { url, requests } = await startServer(t, reset, took);
  const tracer = createTracer({
    service: 'shop',
    environment: 'test',
    exporters: [datadog({ mlApp: 'bot', url: new URL('/', url), retry: FAST })],
    onError: (error) => assert.match(String(error), /trying again/),
  });
  tracer.trace('step', () => 1);
  await tracer.shutdown();
  assert.equal(requests.length, 2);
  const [{ spans }] = JSON.parse(`${requests[1].body}`);
  assert.deepEqual(requests[0].path, '/evp_proxy/v2/api/v2/llmobs');
  assert.ok(spans[0].tags.includes('service:shop') && spans[0].tags.includes('env:test'));
  const { spans: counted, exporters } = tracer.stats();
  assert.deepEqual([counted.exported, exporters[0].attempts, exporters[0].retries], [1, 2, 1]);
});
