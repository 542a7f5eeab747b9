import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { transform as lower } from 'esbuild';
import createContext from '../../../js/context/sync-stack.js';
import { transform } from '../../../js/plugin/transform.js';
import { runFlows } from '../../plugin/flows.js';
import { asWritten, transformed } from '../../plugin/load.js';

const context = createContext();
const inFlow = (flow, fn) => context.run(flow, fn, undefined, []);

const unwarned = (message) => assert.fail(message);
const run = (source, id = 'source.js') => transform(source, id, unwarned);

test('what waits for nothing is left as it is', () => {
  for (const source of [
    'export const f = () => 1;',
    'export const f = async () => 1;',
    'export function* f() { yield 1; }',
    'await 1; for await (const each of []) await each;',
    'export const text = "async () => { await 1; }"; // await',
  ])
    assert.equal(run(source), undefined, source);
});

test('what has been transformed is not transformed again', () => {
  const { code } = run('export const f = async () => { await 1; };');
  assert.equal(run(code), undefined);
});

test('directives and hashbangs stay first, and CommonJS stays CommonJS', () => {
  const [client, inner] = ["'use client'", "'use server';"];
  const { code } = run(`${client}\nexport async function f() { ${inner} await 1; }`);
  assert.ok(code.startsWith(`${client};import {`), code);
  assert.match(code, /\{ 'use server';;const /);
  const script = run(`#!/usr/bin/env node\nconst x = require('x');\nexports.f = async () => await x();`).code;
  assert.ok(script.startsWith(`#!/usr/bin/env node\nconst { AsyncCall: `), script);
});

const CALL = '(async () => { await 1; })();';

test('CommonJS is what uses its names, not what mentions them', () => {
  for (const text of [
    "require('x');",
    "{ const require = fake; } require('x');",
    'module.exports = 1;',
    "module['exports'].f = 1;",
    'exports.f = 1;',
    "exports['f'] = exports.g = void 0;",
    "Object.defineProperty(exports, '__esModule', { value: true });",
    "const load = () => require('x');",
  ])
    assert.match(run(`${text} ${CALL}`).code, /^const \{ AsyncCall: \w+ \} = require\('/, text);
  assert.match(run(`declare const require: any; require('x'); ${CALL}`, 'a.ts').code, /^const /);
  for (const text of [
    '',
    '// The main module requires no exports: require("x")',
    'log("module.exports = require");',
    'const settings = { require: true, module: 1, exports: [] }; settings.exports.x = settings.require("x");',
    'const { exports } = instance; exports.run = 1; start(exports);',
    "const require = createRequire('/'); require('x');",
    '((require, module, exports) => { exports.x = module.exports = require("x"); })();',
    'function load() { if (1) { var require = String; } return require("x"); }',
    'try { start(); } catch (exports) { exports.x = 1; }',
    'for (const module of modules) module.exports = 1;',
    "const { createRequire } = await import('node:module'); typeof require; typeof module;",
    'start(import.meta.url); module.exports;',
    "import 'x'; require('y');",
  ])
    assert.match(run(`${text}\n${CALL}`).code, /^import \{ AsyncCall as /, text);
});

const ARGUMENTS = {
  'return a sequence': 'return 2, Promise.resolve(3);',
  'return a sequence with await': 'return await 2, await 3, 4;',
  'return a sequence in parentheses': 'return (2, Promise.resolve(3));',
  'return a sequence in parentheses, and on': 'return (1, 2), (3, tools.task(4));',
  'return a sequence without a space': 'return[1],[2];',
  'yield in a sequence': 'see(String(yield 1)), yield 2, 3; return yield 4, 5;',
  'yield a sequence': 'yield (1, tools.task(2)); return yield (3, 4);',
  'delegate to a sequence': 'return yield* (see("a"), [1, tools.task(2)]), 3;',
  'delegate in a sequence': 'yield* [1], yield* [2];',
  'await a sequence': 'see(await (1, tools.task(2))); return await 1, await (2, 3);',
  'iterate over a sequence': 'for await (const x of ([1], tools.slowly([2, 3]))) yield x;',
  'a sequence in an arrow function': 'return await (async () => (await 1, 2))();',
};

for (const [name, body] of Object.entries(ARGUMENTS)) {
  test(`a sequence has the value of its last part: ${name}`, async () => {
    const source = `export const program = async (see) => {
      const make = async function* () { await 1; ${body} };
      const results = [], generator = make();
      for (let i = 0; i < 6; i++) results.push(await generator.next(i));
      return results;
    };`;
    const before = await runFlows((await asWritten(source)).program, 3);
    const after = await runFlows((await transformed(source)).program, 3);
    assert.deepEqual(after, { ...before, wrong: [] });
    assert.equal(after.results[0].status, 'fulfilled');
  });
}

test('its names clash with no others', async () => {
  const source =
    'export const program = async (_spanloom) => { const _spanloom_AsyncCall = 1; await 1; _spanloom("here"); };';
  const { log, wrong } = await runFlows((await transformed(source)).program, 2);
  assert.deepEqual([log, wrong], [['1:"here"', '2:"here"'].map((each) => each.replaceAll('"', '')), []]);
});

test('a function that a block cannot hold is left as it is, and named', () => {
  for (const body of [
    'function a() {} function a() {}',
    'var a; function a() {}',
    'function a() {} { var [{ b: a = 1 }] = [{}]; }',
  ]) {
    const warnings = [];
    const source = `export const f = async () => { ${body} await 1; };`;
    assert.equal(
      transform(source, 'a.js', (message, position) => warnings.push([message, position])),
      undefined,
    );
    assert.deepEqual(
      warnings.map(([, position]) => position),
      [source.indexOf('async')],
    );
  }
  assert.ok(run('export const f = async () => { function a() { var b; } function b() {} await 1; };'));
});

test('TypeScript and JSX are read as such', () => {
  const typed =
    'export const f = async <T,>(x: Promise<T>): Promise<T> => { const y = (await x) satisfies T; return <T>y; };';
  assert.match(run(typed, 'a.ts').code, /\(_spanloom\.back\(await _spanloom\.wait\( x\)\)\) satisfies T/);
  assert.match(run('export const f = async () => <b>{await x}</b>;', 'a.tsx').code, /return <b>\{_spanloom\.back/);
  assert.match(run('const f = async () => <b>{await x}</b>;', 'a.jsx').code, /return <b>\{_spanloom\.back/);
  assert.ok(run('const f = async () => <T>(await x);', 'App.vue?vue&type=script&setup=true&lang.ts'));
  assert.ok(run('class A { @tool async f(@inject a) { await a; } }', 'a.ts'));
  assert.throws(() => run('const f = async () => { await };', 'a.js'));
});

const SOURCE = `'use strict'
import { call } from 'elsewhere';
export const first = async (argument) => {
  const value = await call(argument), other = [await value];
  for await (const { item = value } of value.items) { if (item) continue; call(item); }
  try { await call(other); } catch ({ message = argument }) { throw new TypeError(message); } finally { call(first); }
  return async () => await call(other, await value);
};
export async function* second(source) { const got = yield source; yield* first(got); return (got); }
`;

test('every name maps back to where it stood', () => {
  const { code, map } = run(SOURCE);
  assert.deepEqual(map.sources, ['source.js']);
  assert.deepEqual(map.sourcesContent, [SOURCE]);
  const trace = new TraceMap(/** @type {any} */ (map));
  const lines = code.split('\n');
  const places = new Map();
  const original = SOURCE.split('\n');
  let found = 0;
  for (const [index, text] of lines.entries()) {
    for (const { 0: name, index: column } of text.matchAll(/[A-Za-z]\w*/g)) {
      const { line, column: at } = originalPositionFor(trace, { line: index + 1, column });
      // Names that were inserted map to nothing of that name.
      if (line === null || !original[line - 1].startsWith(name, at)) continue;
      places.set(`${line}:${at}`, name);
      found += 1;
    }
  }
  const wanted = original.flatMap((text, index) =>
    [...text.matchAll(/[A-Za-z]\w*/g)].map(({ 0: name, index: column }) => [`${index + 1}:${column}`, name]),
  );
  assert.deepEqual(
    wanted.filter(([place, name]) => places.get(place) !== name),
    [],
  );
  assert.equal(found, wanted.length);
});

test('the place of an error maps back', async () => {
  const source =
    'export const program = async () => {\n  const a = await 1;\n  return (await a) + (await a).b.c;\n};\n';
  const stackOf = async (module) => {
    const { stack } = await module.program().then(assert.fail, (error) => error);
    return stack
      .match(/:(\d+):(\d+)\)?$/m)
      .slice(1)
      .map(Number);
  };
  const { map } = run(source);
  const trace = new TraceMap(/** @type {any} */ (map));
  // Both are loaded with something in front, on the first line alone.
  const [line, column] = await stackOf(await transformed(source));
  const [lineBefore, columnBefore] = await stackOf(await asWritten(source));
  const { line: found, column: at } = originalPositionFor(trace, { line, column: column - 1 });
  assert.deepEqual([found, at], [lineBefore, columnBefore - 1]);
});

test('a generator runs in the context of the code that calls next', async () => {
  const source = `export const make = async function* (see) {
    see(await 1); see(yield 1); see(await 2); try { see(yield Promise.reject(new Error())); } catch { see('caught'); }
    try { yield 3; } finally { see('left'); await 4; see('left later'); }
  }`;
  const { make } = await transformed(source);
  const log = [];
  const generator = make((label) => log.push([label, context.get()]));
  const next = (flow, method, value) => inFlow(flow, () => generator[method](value));
  await next('a', 'next');
  await next('b', 'next', 'sent').catch(() => assert.fail());
  await next('c', 'return', 'end');
  assert.deepEqual(log, [
    [1, 'a'],
    ['sent', 'b'],
    [2, 'b'],
    ['caught', 'b'],
    ['left', 'b'],
    ['left later', 'b'],
  ]);
  assert.equal(context.get(), undefined);
});

test('a generator that is resumed without a context keeps its own', async () => {
  const { make } = await transformed(
    'export const make = async function* (see) { see(0); yield 1; see(1); await 2; see(2); }',
  );
  const log = [];
  const generator = make((label) => log.push([label, context.get()]));
  await inFlow('a', () => generator.next());
  const last = generator.next();
  assert.equal(context.get(), undefined);
  await last;
  assert.deepEqual(log, [
    [0, 'a'],
    [1, 'a'],
    [2, 'a'],
  ]);
});

test('delegation is within the context of the consumer, and passes on what is sent, thrown and returned', async () => {
  const source = `export const make = async function* (inner) { const got = yield* inner; yield got; }`;
  // The language waits for what is returned before it passes that on.
  const modules = [
    [await asWritten(source), undefined],
    [await transformed(source), 'x'],
  ];
  for (const [{ make }, behindWaiting] of modules) {
    const log = [];
    const inner = {
      [Symbol.asyncIterator]() {
        return this;
      },
      next(...args) {
        log.push(['next', args, context.get()]);
        return Promise.resolve({ value: args[0], done: args[0] === 'done' });
      },
      throw(error) {
        log.push(['throw', error, context.get()]);
        return { value: 'thrown', done: false };
      },
      return(value) {
        log.push(['return', value, context.get()]);
        return { value: 'over', done: true };
      },
    };
    const generator = make(inner);
    const results = [];
    for (const [method, value] of [
      ['next', 1],
      ['next', 2],
      ['throw', 3],
      ['next', 'done'],
      ['next', 4],
    ])
      results.push(await inFlow(method + value, () => generator[method](value)));
    assert.deepEqual(
      results.map(({ value }) => value),
      [undefined, 2, 'thrown', 'done', undefined],
    );
    assert.deepEqual(log, [
      ['next', [undefined], 'next1'],
      ['next', [2], 'next2'],
      ['throw', 3, 'throw3'],
      ['next', ['done'], 'nextdone'],
    ]);
    const other = make(inner);
    await inFlow('x', () => other.next());
    assert.deepEqual(await inFlow('y', () => other.return('r')), { value: 'over', done: true });
    assert.deepEqual(log.at(-1), ['return', 'r', behindWaiting]);
    assert.equal(context.get(), undefined);
  }
});

const SUSPENSIONS = {
  'leaving an iteration over what is not async':
    '{ const f = async () => { await 1; for await (const x of [1]) return x; }; await f(); }',
  'returning from an async generator':
    "{ const g = async function* () { await 1; try { return tools.task(); } finally { see('finally'); } }; await g().next(); }",
  'a value that is refused':
    "{ const g = async function* () { await 1; try { return tools.refusing(true); } catch { see('caught'); } }; await g().next(); }",
};

for (const [name, text] of Object.entries(SUSPENSIONS)) {
  test(`no other code sees what is active: ${name}`, async () => {
    const source = `export const program = async (see) => { await 1; ${text} see('behind'); };`;
    const before = await runFlows((await asWritten(source)).program, 4);
    const after = await runFlows((await transformed(source)).program, 4);
    assert.deepEqual([after.log, after.results, after.wrong], [before.log, before.results, []]);
  });
}

test('what cannot be iterated fails as it did', async () => {
  for (const value of [
    'undefined',
    'null',
    '5',
    '{}',
    '{ [Symbol.asyncIterator]: () => 1 }',
    '{ [Symbol.iterator]: 1 }',
    '{ [Symbol.asyncIterator]: () => ({}) }',
  ]) {
    const source = `export const program = async (see) => { try { for await (const x of ${value}) see(x); } catch (error) { see(error.name); throw error; } }`;
    const before = await runFlows((await asWritten(source)).program, 2);
    const after = await runFlows((await transformed(source)).program, 2);
    assert.deepEqual([after.log, after.wrong], [before.log, []], value);
    assert.equal(after.results[0].reason.name, before.results[0].reason.name);
  }
});

test('`await using` disposes within the context, and it is back behind the block', async () => {
  const source = `const symbols = { asyncDispose: Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose'), dispose: Symbol.dispose ?? Symbol.for('Symbol.dispose') };
  const resource = (see, name) => ({ name, [symbols.asyncDispose]() { see('dispose ' + name); return tools.turns(2); } });
  const plain = (see, name) => ({ [symbols.dispose]() { see('close ' + name); } });
  export const program = async (see) => {
    { await using z = null; await tools.turns(1); await using a = resource(see, 'a'), b = (await 1, resource(see, 'b')); await using none = null; see(a.name); }
    see('behind');
    { await using nothing = undefined; } see('behind nothing');
    try { await using c = resource(see, 'c'); using d = plain(see, 'd'); await using e = plain(see, 'e'); throw new Error('x'); } catch ({ message }) { see(message); }
    for (await using f of [resource(see, 'f'), resource(see, 'g')]) { see(f.name); await tools.task(); }
    see('after loop');
    for await (await using h of [resource(see, 'h')]) see(h.name);
    see('after that');
    await using last = resource(see, 'last');
    return 1;
  };`;
  const lowered = async (code) => (await lower(code, { target: 'node20' })).code;
  const before = await runFlows((await asWritten(source, lowered)).program, 4);
  const after = await runFlows((await transformed(source, lowered)).program, 4);
  assert.deepEqual(after.log, before.log);
  assert.deepEqual(after.results, before.results);
  assert.deepEqual(after.wrong, []);
  assert.ok(after.log.includes('4:dispose last'));
});
