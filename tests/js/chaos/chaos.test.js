// Random programs of odd values: a tracer changes nothing of what they see, loses no span uncounted, and lets nothing out that is masked.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createTracer, memory, otlp } from '../../../js/index.js';
import { Program } from '../support/chaos/program.js';
import { Choices } from '../support/choices.js';

/** @typedef {import('../../../js/index.js').TracerOptions} TracerOptions */

/** To look for more, or to see one of them again. */
const RUNS = Number(process.env.CHAOS_RUNS ?? 120);
const FIRST = Number(process.env.CHAOS_SEED ?? 0);
const NO_SECRETS = { value: '', thrown: '', said: '' };
/** No hash, id or word has it in it, nor its beginning. */
const SECRET = 'k9qv7zx3wj';
const MOST_MEMORY = 256 * 2 ** 20;

/** @type {unknown[]} */
const rejections = [];
const note = (/** @type {unknown} */ error) => rejections.push(error);
process.on('unhandledRejection', note);
after(() => process.off('unhandledRejection', note));

const sum = (/** @type {Record<string, number>} */ counts) => Object.values(counts).reduce((a, b) => a + b, 0);

/** An exporter that does what none should. @param {Choices} choices */
const moody = (choices) => ({
  timeout: 15,
  export(/** @type {any[]} */ spans) {
    const mood = choices.weighted({ well: 4, fails: 1, throws: 1, hangs: 1, edits: 2, nonsense: 2 });
    if (mood === 'throws') throw Object.create(null);
    if (mood === 'fails') return Promise.reject(choices.pick([undefined, Symbol('no'), { reason: 'constructor' }, 7]));
    if (mood === 'hangs') return new Promise(() => {});
    if (mood === 'nonsense')
      return /** @type {any} */ (
        choices.pick([{ rejected: Number.NaN }, { rejected: -3n }, 'ok', { message: Symbol('m') }])
      );
    if (mood !== 'edits') return undefined;
    for (const span of spans) for (const key of Object.keys(span)) span[key] = undefined;
    spans.length = 0;
  },
});

/** @param {Choices} choices @returns {TracerOptions} */
function oddOptions(choices) {
  const nonsense = [() => {}, async () => {}, () => Symbol('s'), () => () => {}];
  const masks = [
    (/** @type {unknown} */ value) => value,
    () => {
      throw null;
    },
    ...nonsense,
  ];
  return {
    onError: /** @type {any} */ (choices.pick([() => {}, ...masks])),
    mask: choices.oneIn(3) ? /** @type {any} */ (choices.pick(masks)) : undefined,
    capture: choices.oneIn(3)
      ? { maxValueBytes: choices.pick([1, 100, 5000, Infinity]), input: choices.oneIn(2) }
      : true,
    links: choices.pick([
      true,
      true,
      false,
      { ignore: /** @type {any} */ (choices.pick(masks)) },
      { policy: 'every-use', maxObjects: 5 },
    ]),
    promiseTimeout: choices.pick([5, 1000, 3_600_000]),
    streamTimeout: choices.pick([5, 1000]),
    queue: choices.oneIn(2)
      ? {}
      : {
          maxSpans: choices.pick([1, 5, 100]),
          maxBytes: choices.pick([500, 1e6]),
          maxOpenSpans: choices.pick([1, 4, 1000]),
          maxOpenBytes: choices.pick([100, 1e6]),
          flushInterval: choices.pick([1, 1000]),
        },
  };
}

/** What a program sees with these tracers. @param {number} seed @param {any[]} tracers @param {typeof NO_SECRETS} secrets */
async function see(seed, tracers, secrets) {
  const program = new Program(tracers, Choices.random(seed), secrets);
  await program.run();
  return program;
}

/** The same without tracing. @param {number} seed @param {number} count @param {typeof NO_SECRETS} secrets */
const control = (seed, count, secrets) =>
  see(
    seed,
    Array.from({ length: count }, () => createTracer({ enabled: false, onError() {} })),
    secrets,
  );

test(`${RUNS} random programs see the same as without tracing, and each span is accounted for`, async () => {
  /** @type {number[]} */
  const heap = [];
  for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
    const choices = Choices.random(seed + 1e6);
    const traced = Array.from({ length: 1 + choices.int(2) }, () => {
      const sink = memory();
      const options = oddOptions(choices);
      const exporters = /** @type {any[]} */ ([sink, ...Array.from({ length: choices.int(3) }, () => moody(choices))]);
      return { sink, options, tracer: createTracer({ ...options, exporters }) };
    });
    const tracers = traced.map(({ tracer }) => tracer);
    const program = await see(seed, tracers, NO_SECRETS);
    const { lines } = await control(seed, tracers.length, NO_SECRETS);
    assert.deepEqual(program.lines, lines, `seed ${seed}`);
    for (const [i, { tracer, sink, options }] of traced.entries()) {
      await tracer.flush();
      // A promise may have timed out since.
      const { spans, queue } = tracer.stats();
      assert.equal(spans.ended, spans.exported + spans.stored + sum(spans.dropped) + queue.spans, `seed ${seed}`);
      await tracer.shutdown();
      const stats = tracer.stats();
      const context = `seed ${seed}, tracer ${i}: ${JSON.stringify(stats)}`;
      const { started, ended, exported, stored, dropped, unrecorded } = stats.spans;
      assert.equal(ended, exported + stored + sum(dropped), context);
      assert.deepEqual(stats.queue, { spans: 0, bytes: 0 }, context);
      assert.ok(started >= ended, context);
      assert.ok(stats.core.memoryBytes < MOST_MEMORY, context);
      assert.equal(new Set(sink.spans.map(({ spanId }) => spanId)).size, sink.spans.length, context);
      for (const reason of Object.keys(dropped)) assert.ok(!/core|refused|failed$/.test(reason), context);
      if (i > 0) continue;
      const besides = sink.spans.filter(({ name }) => name === 'beside');
      const lost = sum(dropped) + sum(stats.exporters[0].dropped) + unrecorded;
      assert.ok(besides.length >= program.besides - lost, context);
      if (options.mask || options.capture !== true) continue;
      for (const span of besides) assert.equal(span.output, `${span.input}!`, context);
    }
    globalThis.gc?.();
    heap.push(process.memoryUsage().heapUsed);
  }
  await wait(20);
  assert.deepEqual(rejections.splice(0), []);
  const [early, late] = [heap[Math.floor(RUNS / 3)], heap[RUNS - 1]];
  assert.ok(!globalThis.gc || late - early < MOST_MEMORY / 4, `${early} bytes became ${late}`);
});

/** An exporter to nowhere, and what it sent. @param {'json' | 'protobuf'} format */
function wire(format) {
  /** @type {Buffer[]} */
  const bodies = [];
  const fetch = async (/** @type {unknown} */ _, /** @type {{ body: Uint8Array }} */ { body }) => {
    bodies.push(Buffer.from(body));
    return new Response(format === 'json' ? '{}' : new Uint8Array(), {
      headers: { 'content-type': `application/${format === 'json' ? format : 'x-protobuf'}` },
    });
  };
  return {
    bodies,
    exporter: otlp({ url: 'http://localhost/v1/traces', format, gzip: false, fetch: /** @type {any} */ (fetch) }),
  };
}

/** Without it in texts and in keys. @param {any} value */
const scrubbed = (value) => JSON.parse(JSON.stringify(value).replaceAll(SECRET, '***'));

/** @type {Record<string, { options: TracerOptions, secrets: typeof NO_SECRETS }>} */
const PRIVATE = {
  'a mask that replaces all': {
    options: { mask: () => 'gone' },
    secrets: { value: SECRET, thrown: SECRET, said: SECRET },
  },
  'a mask that replaces a word': {
    options: { mask: scrubbed },
    secrets: { value: SECRET, thrown: SECRET, said: SECRET },
  },
  'a mask that replaces a word of what is cut': {
    options: { mask: scrubbed, capture: { maxValueBytes: 37 } },
    secrets: { value: SECRET, thrown: SECRET, said: SECRET },
  },
  'no capture': { options: { capture: false }, secrets: { value: SECRET, thrown: '', said: '' } },
};

/** How it would show, also in base64 and with its end cut off. */
const SHOWN = [SECRET.slice(0, 5), ...[0, 1, 2].map((at) => btoa(' '.repeat(at) + SECRET).slice(at + 1, 12))];

/** Everything that leaves in a program, as bytes. @param {number} seed @param {TracerOptions} options @param {typeof NO_SECRETS} secrets */
async function whatLeaves(seed, options, secrets) {
  const [json, protobuf, sink] = [wire('json'), wire('protobuf'), memory()];
  const tracer = createTracer({ onError() {}, ...options, exporters: [json.exporter, protobuf.exporter, sink] });
  await see(seed, [tracer], secrets);
  await tracer.shutdown();
  const objects = JSON.stringify(sink.spans, (_, value) => (typeof value === 'bigint' ? String(value) : value));
  return { json: Buffer.concat(json.bodies), protobuf: Buffer.concat(protobuf.bodies), objects: Buffer.from(objects) };
}

for (const [name, { options, secrets }] of Object.entries(PRIVATE)) {
  test(`${name}: nothing of what is secret leaves`, async () => {
    for (let seed = FIRST; seed < FIRST + RUNS / 4; seed++) {
      for (const [form, body] of Object.entries(await whatLeaves(seed, options, secrets))) {
        assert.ok(body.length > 100);
        for (const shown of SHOWN) {
          const at = body.indexOf(shown);
          assert.ok(at < 0, `seed ${seed}, ${form}: ${body.subarray(Math.max(at - 300, 0), at + 100)}`);
        }
      }
    }
  });
}

test('without a mask, what is secret would be found', async () => {
  const { secrets } = PRIVATE['a mask that replaces all'];
  const found = { json: '', protobuf: '', objects: '' };
  for (let seed = 0; seed < 20; seed++)
    for (const [form, body] of Object.entries(await whatLeaves(seed, {}, secrets)))
      found[/** @type {keyof typeof found} */ (form)] += body.toString('latin1');
  for (const text of Object.values(found)) assert.match(text, new RegExp(`\\$\\S{0,20}${SECRET}`));
});
