// What a framework adds to a call, beyond the parameters of the function.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parametersOf } from '../../../js/wrapping/parameters.js';
import { linesOf } from '../support/steps.js';

const FORECAST = 'Gale from the west until Thursday noon, then light air and fog.';

/** A tool that is called as the AI SDK does. @param {(...args: any[]) => unknown} tool @param {boolean} [isText] */
const afterForecast = (tool, isText) =>
  linesOf((_, as) => {
    const said = as('tool')('forecast', () => FORECAST);
    const context = { id: 'call_2', messages: [{ role: 'tool', content: [{ value: said }] }] };
    as('tool')('tides', tool, { port: 'Ny-Aalesund' }, isText ? said : context);
  });

test('the conversation that comes along is no evidence, unless the function declares it', async () => {
  assert.deepEqual(await afterForecast(async ({ port }) => port), []);
  assert.deepEqual(await afterForecast(async () => 'high at three'), []);
  for (const tool of [
    (_, context) => context,
    (...args) => args,
    (_, context = {}) => context,
    function () {
      // biome-ignore lint/complexity/noArguments: that is what is tested
      return arguments.length;
    },
  ])
    assert.deepEqual(await afterForecast(tool), ['forecast.output -> tides.input'], String(tool));
});

test('beyond the parameters a value counts that was handed on whole', async () => {
  assert.deepEqual(await afterForecast(async ({ port }) => port, true), ['forecast.output -> tides.input']);
  assert.deepEqual(
    await linesOf((step) => {
      const docs = step('find', () => ({ hits: ['Herons nest in tall trees'] }));
      step('use', () => 0, 'Where?', docs);
      step('copy', () => 0, 'Where?', structuredClone(docs));
    }),
    ['find.output -> use.input', 'find.output -> copy.input'],
  );
});

test('how many arguments a function can read', () => {
  class Tools {
    async find({ city, days = 3 }) {
      return [city, days];
    }
    // biome-ignore lint/complexity/useLiteralKeys: that is what is tested
    static ['computed'](a) {
      return a;
    }
    *walk(a, b) {
      yield [a, b];
    }
  }
  /** @type {[Function, number][]} */
  const cases = [
    [() => 0, 1],
    [(a) => a, 1],
    [async (a) => a, 1],
    [({ a, b = ')' }) => [a, b], 0],
    [({ a, b = { c: [1] } }, [d]) => [a, b, d], 2],
    // What stands in a comment, as `= 1`, is none.
    [(/* a = 1 */ a, b) => [a, b], 2],
    [(a, b = 1) => [a, b], 0],
    [(a, ...rest) => [a, rest], 0],
    [
      function named(a, b) {
        return [a, b];
      },
      2,
    ],
    [Tools.prototype.find, 1],
    [Tools.computed, 0],
    [Tools.prototype.walk, 2],
    [((a, b) => [a, b]).bind(undefined, 1), 0],
    [Math.max, 0],
    [new Proxy((a) => a, {}), 0],
  ];
  for (const [fn, expected] of cases) assert.equal(parametersOf(fn), expected, String(fn));
});
