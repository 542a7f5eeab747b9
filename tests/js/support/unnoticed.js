// What a function is given and gives may note who reads it: programs in which it does, run bare and traced.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { noticing, TARGETS } from './noticing.js';

/** @typedef {typeof import('../../../js/index.js')} Api */
/** @typedef {(api: Api | undefined, value: any, wrap: (fn: Function, kind?: 'task' | 'llm') => any) => unknown} Program */

const wasm = readFileSync(new URL('../../../dist/spanloom.wasm', import.meta.url));

/** Where a value stands in others. @type {Record<string, (value: any) => any>} */
const PLACES = {
  alone: (value) => value,
  'in a list': (value) => ['a', value],
  deep: (value) => ({ a: [{ b: { value } }] }),
  'in a map': (value) =>
    new Map([
      ['key', value],
      [value, 1],
    ]),
  'in a set': (value) => new Set([value]),
  'in an instance': (value) =>
    new (class Holder {
      held = value;
    })(),
  'as prototype': (value) => Object.create(value),
  'a cause': (value) => new Error('outer', { cause: value }),
  'in a part': (value) => ({ part: value, error: value, usage: value, choices: [value], steps: value, type: 'error' }),
  settled: (value) => Promise.resolve([value]),
};

const drain = async (/** @type {any} */ items) => {
  for await (const item of items) void item;
};
const quiet = (/** @type {() => unknown} */ act) => {
  try {
    return act();
  } catch {}
};
const giving = (/** @type {any} */ value, /** @type {string[]} */ methods) =>
  Object.fromEntries(methods.map((method) => [method, () => value]));
const callAll = (/** @type {any} */ methods) => {
  for (const method of Object.keys(methods)) methods[method](() => {});
};

/** How a tracer meets it. @type {Record<string, Program>} */
const PROGRAMS = {
  argument: (_, value, wrap) => void wrap(() => {})(value),
  'one of several': (_, value, wrap) => void wrap(() => {}, 'llm')('first', value, 3),
  result: (_, value, wrap) => void wrap(() => value)(),
  'result of a model': (_, value, wrap) => void wrap(() => value, 'llm')(),
  'result of an async function': async (_, value, wrap) => void (await quiet(() => wrap(async () => [value], 'llm')())),
  'what is given on': (_, value, wrap) => {
    const given = wrap(() => [value])();
    wrap((/** @type {any} */ [one]) => [one])(given);
  },
  thrown: (_, value, wrap) =>
    void quiet(() =>
      wrap(() => {
        throw value;
      })(),
    ),
  rejection: (_, value, wrap) => wrap(async () => Promise.reject(value))().catch(() => {}),
  'an item': async (_, value, wrap) =>
    drain(
      wrap(async function* () {
        yield [value];
      })(),
    ),
  'a step': (_, value, wrap) => {
    const iterator = wrap(() => ({
      next: () => value,
      [Symbol.asyncIterator]() {
        return this;
      },
    }))();
    iterator.next();
  },
  'an iterator': async (_, value, wrap) => {
    const iterable = wrap(() => ({ [Symbol.asyncIterator]: () => value }))();
    iterable[Symbol.asyncIterator]();
  },
  'a chunk': async (_, value, wrap) =>
    drain(
      wrap(
        () =>
          new ReadableStream({
            start(controller) {
              controller.enqueue({ choices: [{ delta: { content: 'x' } }] });
              controller.enqueue(value);
              controller.close();
            },
          }),
        'llm',
      )(),
    ),
  'what a query gives': (_, value, wrap) => callAll(wrap(() => giving(value, ['then', 'catch', 'finally']))()),
  'what a client gives': (_, value, wrap) => callAll(wrap(() => giving(value, ['then', 'parse', 'asResponse']))()),
  annotations: (api, value, wrap) =>
    void wrap(() => {
      for (const field of ['input', 'output', 'metadata', 'metrics', 'attributes', 'tags', 'usage', 'error'])
        api?.annotate({ [field]: value });
      api?.annotate({ attributes: { value }, metadata: { value } });
      api?.annotate(value);
    })(),
};

/** Runs a program with a value that is not there before. @param {Api | undefined} api @param {Program} program @param {() => any} make @param {(value: any) => any} place */
async function run(api, program, make, place) {
  const { proxy, noticed } = noticing(make());
  const wrap = (/** @type {Function} */ fn, kind = 'task') => (api ? /** @type {any} */ (api)[kind](fn) : fn);
  const value = place(proxy);
  noticed.length = 0;
  await program(api, value, wrap);
  await api?.flush();
  return noticed;
}

/** @type {Record<string, object>} */
const VARIANTS = { '': {}, ', without capture': { capture: false }, ', out of the sample': { sample: 0 } };

/** @param {Api} api as it is loaded on a server or in a page */
export function testUnnoticed(api) {
  for (const [variant, options] of Object.entries(VARIANTS))
    test(`nobody notices that a value is read${variant}`, async () => {
      /** @type {unknown[]} */
      const errors = [];
      const exporter = api.memory();
      api.init({ exporters: [exporter], ...options, wasm, onError: (error) => errors.push(error) });
      for (const [name, program] of Object.entries(PROGRAMS))
        for (const [target, make] of Object.entries(TARGETS))
          for (const [at, place] of Object.entries(PLACES)) {
            const traced = await run(api, program, make, place);
            const bare = await run(undefined, program, make, place);
            assert.deepEqual(traced, bare, `${name}: ${target} ${at}`);
          }
      await api.shutdown();
      if (!('sample' in options)) assert.ok(exporter.spans.length > 1000);
      if (!variant) assert.ok(exporter.spans.some(({ input }) => input?.includes('[Proxy]')));
      const expected = /takes an object of options|must be|has no option|1 attributes were left out|still open/;
      assert.deepEqual(
        errors.map(String).filter((text) => !expected.test(text)),
        [],
      );
    });
}
