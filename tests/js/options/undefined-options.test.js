// Options come from environment variables and optional fields: `undefined` counts as not given, whatever the option. The declarations say which there are.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkOptions } from '../../../js/base/check.js';
import { toHeaders } from '../../../js/http/headers.js';
import { consoleExporter, createTracer, memory, otlp } from '../../../js/index.js';
import { readTracerOptions } from '../../../js/options/tracer-options.js';
import { resourceAttributes } from '../../../js/tracer/resource.js';

const TYPES = new URL('../../../js/types/', import.meta.url);
const DECLARED = readdirSync(TYPES)
  .map((name) => readFileSync(new URL(name, TYPES), 'utf8'))
  .join('\n');

/** Each option of a declared interface, as undefined. @param {string} name @returns {any} */
function allUndefined(name) {
  const [, body = ''] = new RegExp(`^(?:export )?interface ${name} [^\\n]*\\n(.*?)^}`, 'ms').exec(DECLARED) ?? [];
  const names = [...body.matchAll(/^ {2}(\w+)\?: /gm)].map((match) => match[1]);
  assert.ok(names.length > 0, `${name} has options`);
  return Object.fromEntries(names.map((option) => [option, undefined]));
}

const owner = 'test()';
/** Functions are made anew for each tracer. @param {object} options */
const settings = (options) => JSON.stringify(readTracerOptions(owner, options));

test('every option of a tracer may be undefined, at every depth', () => {
  const options = [
    allUndefined('TracerOptions'),
    { capture: allUndefined('CaptureOptions') },
    { queue: allUndefined('QueueOptions') },
    { links: allUndefined('LinkOptions') },
    { links: { text: { minLength: undefined, ranges: undefined }, members: { depth: undefined, nodes: undefined } } },
  ];
  for (const one of options) assert.equal(settings(one), settings({}));
});

test('every option and member of an exporter may be undefined', () => {
  const kept = (/** @type {object} */ exporter) => JSON.stringify(exporter);
  const retry = { attempts: undefined, baseDelay: undefined, maxDelay: undefined };
  for (const one of [allUndefined('OtlpOptions'), { retry }, { store: allUndefined('StoreOptions') }])
    assert.equal(kept(otlp(one)), kept(otlp()));
  assert.equal(kept(consoleExporter(allUndefined('ConsoleOptions'))), kept(consoleExporter()));
  assert.equal(kept(memory({ limit: undefined })), kept(memory()));
  const sink = { export() {} };
  assert.equal(settings({ exporters: [{ ...allUndefined('AnyExporter'), ...sink }] }), settings({ exporters: [sink] }));
});

test('every option of a span and every annotation may be undefined', async () => {
  const method = Symbol('a method');
  /** @param {any} options @param {any} fields */
  const record = async (options, fields) => {
    const sink = memory();
    /** @type {unknown[]} */
    const errors = [];
    const tracer = createTracer({ exporters: [sink], onError: (error) => errors.push(error) });
    const step = (/** @type {number} */ n) => {
      tracer.annotate(fields);
      return n;
    };
    tracer.tool(step, options)(1);
    const descriptor = { value: (/** @type {number} */ n) => n, configurable: true };
    /** @type {any} */
    const decorated = tracer.task(options)({}, method, /** @type {any} */ (descriptor));
    decorated.value(2);
    tracer.trace(options, (span) => span.annotate(fields));
    await tracer.flush(fields && { open: undefined, timeout: undefined });
    await tracer.shutdown();
    assert.deepEqual(errors, []);
    return sink.spans.map(({ name, kind, attributes, input, output }) => ({ name, kind, attributes, input, output }));
  };
  const { kind, ...wrapping } = { kind: undefined, ...allUndefined('SpanOptions') };
  const [bare, given] = [await record({}, {}), await record(wrapping, allUndefined('Annotations'))];
  assert.deepEqual(given, bare);
  const sink = memory();
  const tracer = createTracer({ exporters: [sink] });
  tracer.trace({ kind }, () => 1);
  await tracer.shutdown();
  assert.deepEqual(
    sink.spans.map((span) => span.kind),
    ['task'],
  );
});

test('a header that is undefined is left out, and so is an attribute of the resource', () => {
  assert.deepEqual([...toHeaders(owner, { a: '1', b: undefined })], [['a', '1']]);
  const resource = { 'service.name': undefined, 'cloud.region': undefined };
  const given = resourceAttributes(readTracerOptions(owner, { service: 'shop', resource }));
  assert.deepEqual(given, resourceAttributes(readTracerOptions(owner, { service: 'shop' })));
});

test('usage that is null is none', async () => {
  /** @type {unknown[]} */
  const errors = [];
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], onError: (error) => errors.push(error) });
  tracer.trace('step', (span) => span.annotate({ model: 'm', usage: null }));
  await tracer.shutdown();
  assert.deepEqual(errors, []);
  assert.deepEqual(
    Object.keys(sink.spans[0]?.attributes ?? {}).filter((name) => /usage/.test(name)),
    [],
  );
  assert.equal(sink.spans[0]?.attributes['gen_ai.request.model'], 'm');
});

test('what is undefined takes no place of a default, but its name has to be right', () => {
  const rules = { size: /** @type {import('../../../js/base/check.js').Rule} */ (['a number', Number.isFinite]) };
  assert.deepEqual({ size: 1, ...checkOptions(owner, { size: undefined }, rules) }, { size: 1 });
  assert.throws(() => checkOptions(owner, { sise: undefined }, rules), /has no option 'sise'/);
});
