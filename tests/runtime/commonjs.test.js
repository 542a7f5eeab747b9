// The packed package in Node, imported, required, and both: one program, with and without a Node that can require ES modules.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { promisify } from 'node:util';
import * as own from '../../js/index.js';
import { commonJs } from '../../scripts/lib/commonjs.mjs';
import { text } from '../house/files.js';
import { EXPECTED } from './expected.js';
import { project } from './packed.js';

/** Node as it is, and as it was before it could require ES modules. */
const NODES = { 'Node as it is': [], 'Node before 20.19': ['--no-experimental-require-module'] };

/** How a program gets one build and then the other. */
const ORDERS = {
  'required first': "const required = require('spanloom'); const imported = await import('spanloom');",
  'imported first': "const imported = await import('spanloom'); const required = require('spanloom');",
};

/** @type {string} */
let folder;
before((t) => {
  folder = project(t);
});

/** Runs a program of CommonJS that gives a value, which is told as JSON; nothing else is written. @param {string[]} args */
async function told(...args) {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: folder });
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}

/** @param {string} program @param {string[]} [flags] @param {string} [at] where it is */
function run(program, flags = [], at = folder) {
  const file = join(at, `program-${run.count++}.cjs`);
  writeFileSync(file, `(async () => { ${program} })().then((value) => console.log(JSON.stringify(value)));`);
  return told(...flags, file);
}
run.count = 0;

test('what is built is built of the present sources: `npm run build`', async () => {
  // Not deepEqual: what it would tell is as long as both.
  const old = Object.entries(await commonJs()).filter(([name, content]) => text(`dist/${name}`) !== content);
  assert.deepEqual(
    old.map(([name]) => name),
    [],
  );
});

for (const [node, flags] of Object.entries(NODES)) {
  test(`${node}: require gives the same names and does the same`, async () => {
    const names = await run("return Object.keys(require('spanloom')).sort();", flags);
    assert.deepEqual(names, Object.keys(own).sort());
    const scenario = text('tests/runtime/scenario.js')
      .replace(/^import (.*) from 'spanloom';$/m, "const $1 = require('spanloom');")
      .replaceAll(/^export /gm, '');
    assert.deepEqual(await run(`${scenario}; return scenario();`, flags), EXPECTED);
  });

  for (const [order, load] of Object.entries(ORDERS)) {
    test(`${node}, ${order}: one tracer, one context, one of each class`, async () => {
      for (const [first, second] of [
        ['required', 'imported'],
        ['imported', 'required'],
      ]) {
        const result = await run(
          `${load}
          const [first, second] = [${first}, ${second}];
          const sink = first.memory();
          first.init({ exporters: [sink] });
          const inner = second.tool(async (x) => [second.currentSpan() === first.currentSpan(), x], { name: 'inner' });
          const outer = first.workflow(
            async (x) => {
              second.annotate({ tags: ['told'] });
              return inner(x);
            },
            { name: 'outer' },
          );
          const [isOneContext] = await outer('hello');
          await second.flush();
          const later = second.memory();
          second.init({ exporters: [later] });
          first.task(() => 1, { name: 'later' })();
          await first.flush();
          let thrown;
          try { second.init({ unknown: 1 }); } catch (error) { thrown = error; }
          return {
            isOneContext,
            spans: sink.spans.map(({ name, attributes }) => [name, JSON.stringify(attributes).includes('told')]),
            isChild: sink.spans[0].parentSpanId === sink.spans[1].spanId,
            links: sink.spans.flatMap(({ links }) => links).length > 0,
            later: later.spans.map(({ name }) => name),
            stats: JSON.stringify(first.stats()) === JSON.stringify(second.stats()) && first.stats().spans !== undefined,
            isError: thrown instanceof first.ConfigurationError && thrown instanceof second.ConfigurationError,
          };`,
          flags,
        );
        assert.deepEqual(result, {
          isOneContext: true,
          spans: [
            ['inner', false],
            ['outer', true],
          ],
          isChild: true,
          links: true,
          later: ['later'],
          stats: true,
          isError: true,
        });
      }
    });
  }

  test(`${node}: what is set up by --require holds for ES modules`, async () => {
    writeFileSync(
      join(folder, 'setup.cjs'),
      "const { init, memory } = require('spanloom'); globalThis.sink = memory(); init({ exporters: [sink] });",
    );
    writeFileSync(
      join(folder, 'app.mjs'),
      `import { flush, tool } from 'spanloom';
      tool(() => 1, { name: 'step' })();
      await flush();
      console.log(JSON.stringify(sink.spans.map(({ name }) => name)));`,
    );
    assert.deepEqual(await told(...flags, '--require', './setup.cjs', 'app.mjs'), ['step']);
  });
}

test('packages in two places keep tracers of their own', async () => {
  const other = join(folder, 'node_modules/other');
  cpSync(join(folder, 'node_modules/spanloom'), join(other, 'node_modules/spanloom'), { recursive: true });
  writeFileSync(join(other, 'index.cjs'), "module.exports = require('spanloom');");
  const result = await run(
    `const [app, lib] = [await import('spanloom'), require('./node_modules/other/index.cjs')];
    const [sink, own] = [app.memory(), lib.memory()];
    app.init({ exporters: [sink] });
    lib.init({ exporters: [own] });
    for (const { tool } of [app, app, lib]) tool(() => 1, { name: 'step' })();
    await Promise.all([app.flush(), lib.flush()]);
    return [sink, own].map(({ spans }) => spans.length);`,
  );
  assert.deepEqual(result, [2, 1]);
});
