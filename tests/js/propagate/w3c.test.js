// W3C Trace Context, level 2, over HTTP: a service gets headers as a client wrote them, repeated or not, and calls another one.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { after, before, test } from 'node:test';
import { recording } from '../support/spans.js';

const TRACE = '12345678901234567890123456789012';
const SPAN = '1234567890123456';
const PARENT = ['traceparent', `00-${TRACE}-${SPAN}-01`];

/** @typedef {string[]} Header name and value */

const { tracer, finish } = recording();
/** How a service may read headers: as Node joins them, as lists of what was repeated, as the fetch API joins them. @type {Record<string, (raw: import('node:http').IncomingMessage) => object>} */
const READERS = {
  headers: ({ headers }) => headers,
  headersDistinct: ({ headersDistinct }) => headersDistinct,
  Headers: ({ rawHeaders }) => {
    const headers = new Headers();
    for (let i = 0; i < rawHeaders.length; i += 2) headers.append(rawHeaders[i], rawHeaders[i + 1]);
    return headers;
  },
};

const server = createServer((incoming, response) => {
  const remote = tracer.extract(READERS[String(incoming.url).slice(1)](incoming));
  const sent = remote.run(() => tracer.trace('handle', () => [tracer.inject({}), tracer.inject({})]));
  response.end(JSON.stringify(sent));
});
let port = 0;
before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
});
after(async () => {
  server.close();
  await finish();
});

/** Returns what the service sends on, once for each call that it makes. @param {Header[]} headers @param {string} reader @returns {Promise<{ traceparent: string, tracestate?: string }[]>} */
async function call(headers, reader) {
  const outgoing = request({ port, host: '127.0.0.1', path: `/${reader}` });
  const names = new Set(headers.map(([name]) => name));
  for (const name of names)
    outgoing.setHeader(
      name,
      headers.flatMap(([other, value]) => (other === name ? [value] : [])),
    );
  outgoing.end();
  const [response] = await once(outgoing, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return JSON.parse(text);
}

/** What is expected of the trace: it goes on, or a new one begins. @typedef {'same' | 'new'} Trace */

/** @param {string} what @param {Header[]} headers @param {Trace} trace @param {string | undefined} [tracestate] */
function expects(what, headers, trace, tracestate) {
  for (const reader of Object.keys(READERS)) {
    test(`${what}, read from ${reader}`, async () => {
      const sent = await call(headers, reader);
      for (const field of sent) {
        const [, version, traceId, spanId, flags] =
          /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(field.traceparent) ?? [];
        assert.equal(version, '00');
        assert.equal(traceId === TRACE, trace === 'same');
        assert.notEqual(spanId, SPAN);
        assert.match(flags, trace === 'new' ? /^03$/ : /^0[13]$/);
        assert.equal(field.tracestate, tracestate);
      }
    });
  }
}

const parent = (/** @type {string} */ text) => [['traceparent', text]];

expects('nothing', [], 'new');
expects('a traceparent alone', [PARENT], 'same');
expects(
  'a traceparent that is repeated',
  [PARENT, ['traceparent', '00-12345678901234567890123456789011-1234567890123456-01']],
  'new',
);
expects('a traceparent that is repeated, unchanged', [PARENT, PARENT], 'new');
for (const name of ['trace-parent', 'trace.parent']) expects(`the header ${name}`, [[name, PARENT[1]]], 'new');
for (const name of ['TraceParent', 'TrAcEpArEnT', 'TRACEPARENT'])
  expects(`the header ${name}`, [[name, PARENT[1]]], 'same');

const same = [
  `cc-${TRACE}-${SPAN}-01`,
  `cc-${TRACE}-${SPAN}-01-what-the-future-will-be-like`,
  ` 00-${TRACE}-${SPAN}-01`,
  `\t00-${TRACE}-${SPAN}-01`,
  `00-${TRACE}-${SPAN}-01 `,
  `00-${TRACE}-${SPAN}-01\t`,
  `\t 00-${TRACE}-${SPAN}-01 \t`,
];
const other = [
  `00-${TRACE}-${SPAN}-01.`,
  `00-${TRACE}-${SPAN}-01-what-the-future-will-be-like`,
  `cc-${TRACE}-${SPAN}-01.what-the-future-will-be-like`,
  `ff-${TRACE}-${SPAN}-01`,
  `.0-${TRACE}-${SPAN}-01`,
  `0.-${TRACE}-${SPAN}-01`,
  `000-${TRACE}-${SPAN}-01`,
  `0000-${TRACE}-${SPAN}-01`,
  `0-${TRACE}-${SPAN}-01`,
  `00-${'0'.repeat(32)}-${SPAN}-01`,
  `00-.${TRACE.slice(1)}-${SPAN}-01`,
  `00-${TRACE.slice(1)}.-${SPAN}-01`,
  `00-${TRACE}3-${SPAN}-01`,
  `00-${TRACE.slice(1)}-${SPAN}-01`,
  `00-${TRACE.replace('12', 'AB')}-${SPAN}-01`,
  `00-${TRACE}-${'0'.repeat(16)}-01`,
  `00-${TRACE}-.${SPAN.slice(1)}-01`,
  `00-${TRACE}-${SPAN.slice(1)}.-01`,
  `00-${TRACE}-${SPAN}7-01`,
  `00-${TRACE}-${SPAN.slice(1)}-01`,
  `00-${TRACE}-${SPAN}-.0`,
  `00-${TRACE}-${SPAN}-0.`,
  `00-${TRACE}-${SPAN}-001`,
  `00-${TRACE}-${SPAN}-1`,
];
for (const text of same) expects(`the traceparent ${JSON.stringify(text)}`, parent(text), 'same');
for (const text of other) expects(`the traceparent ${JSON.stringify(text)}`, parent(text), 'new');

expects('a tracestate alone', [['tracestate', 'foo=1']], 'new');
expects('a tracestate with an invalid traceparent', [...parent('nonsense'), ['tracestate', 'foo=1']], 'new');
for (const name of ['trace-state', 'trace.state']) expects(`the header ${name}`, [PARENT, [name, 'foo=1']], 'same');
for (const name of ['TraceState', 'TrAcEsTaTe', 'TRACESTATE'])
  expects(`the header ${name}`, [PARENT, [name, 'foo=1']], 'same', 'foo=1');

/** @param {number} from @param {number} to */
const members = (from, to) => Array.from({ length: to - from }, (_, i) => `bar${from + i}=${from + i}`).join(',');
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789_-*/';
const VALUE = ' !"#$%&\'()*+-./0123456789:;<>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~';

/** What is sent on for the values of the headers. @type {[string[], string | undefined][]} */
const states = [
  [['foo=1,bar=2'], 'foo=1,bar=2'],
  [[''], undefined],
  [['foo=1', ''], 'foo=1'],
  [['', 'foo=1'], 'foo=1'],
  [['foo=1,bar=2', 'rojo=1,congo=2', 'baz=3'], 'foo=1,bar=2,rojo=1,congo=2,baz=3'],
  [['foo=1,foo=2'], 'foo=1,foo=2'],
  [['foo=1', 'foo=1'], 'foo=1,foo=1'],
  [[`${KEY}=${VALUE}`], `${KEY}=${VALUE}`],
  [[`${KEY}@a-z0-9_-*/=${VALUE}`], `${KEY}@a-z0-9_-*/=${VALUE}`],
  [['foo=1 \t , \t bar=2, \t baz=3'], 'foo=1,bar=2,baz=3'],
  [['foo=1\t \t,\t \tbar=2,\t \tbaz=3'], 'foo=1,bar=2,baz=3'],
  [['\t foo=1 \t'], 'foo=1'],
  [['foo =1'], undefined],
  [['FOO=1'], undefined],
  [['foo.bar=1'], undefined],
  [['foo@=1,bar=2'], 'foo@=1,bar=2'],
  [['@foo=1,bar=2'], undefined],
  [['foo@@bar=1,bar=2'], 'foo@@bar=1,bar=2'],
  [['foo@bar@baz=1,bar=2'], 'foo@bar@baz=1,bar=2'],
  [[members(0, 10), members(10, 30), members(30, 32)], members(0, 32)],
  [[members(0, 10), members(10, 30), members(30, 33)], undefined],
  [['foo=1', `${'z'.repeat(256)}=1`], `foo=1,${'z'.repeat(256)}=1`],
  [['foo=1', `${'z'.repeat(257)}=1`], undefined],
  [['foo=1', `${'t'.repeat(241)}@${'v'.repeat(14)}=1`], `foo=1,${'t'.repeat(241)}@${'v'.repeat(14)}=1`],
  [['foo=1', `${'t'.repeat(242)}@v=1`], `foo=1,${'t'.repeat(242)}@v=1`],
  [['foo=bar=baz'], undefined],
  [['foo=,bar=3'], undefined],
];
for (const [values, sent] of states)
  expects(
    `the tracestate ${JSON.stringify(values).slice(0, 60)}`,
    [PARENT, ...values.map((value) => ['tracestate', value])],
    'same',
    sent,
  );

test('the flags of a caller go on as they came, those without a meaning do not', async () => {
  const flags = { '00': '00', '01': '01', '02': '02', '03': '03', ff: '03', fc: '00', '08': '00' };
  for (const [given, sent] of Object.entries(flags))
    for (const reader of Object.keys(READERS)) {
      const fields = await call(parent(`00-${TRACE}-${SPAN}-${given}`), reader);
      for (const { traceparent } of fields) assert.equal(traceparent.slice(-2), sent);
    }
});

test('a traceparent in two cases of one object is repeated, a tracestate in two cases is joined', () => {
  const repeated = tracer.extract({ traceparent: PARENT[1], Traceparent: PARENT[1] });
  assert.equal(repeated.isValid, false);
  const joined = tracer.extract({ traceparent: PARENT[1], tracestate: 'foo=1', TraceState: ['bar=2', 'baz=3'] });
  assert.equal(joined.run(() => tracer.inject({ tracestate: 'stale=1' })).tracestate, 'foo=1,bar=2,baz=3');
});

test('where nothing can be recorded, the caller’s tracestate goes on all the same', async () => {
  const { tracer: full } = recording({ queue: { maxBytes: 1 } });
  full.extract({ traceparent: PARENT[1], tracestate: 'foo=1' }).run(() => {
    full.trace('fills the log', () => {
      for (let i = 0; i < 100 && full.stats()?.spans.unrecorded === 0; i++)
        full.trace({ name: 'step', attributes: { text: 'x'.repeat(100_000) } }, () => {});
      assert.notEqual(full.stats()?.spans.unrecorded, 0);
      const sent = full.trace('not recorded', () => full.inject({}));
      assert.deepEqual([sent.tracestate, /** @type {any} */ (sent).traceparent.slice(-2)], ['foo=1', '00']);
    });
  });
  await full.shutdown();
});
