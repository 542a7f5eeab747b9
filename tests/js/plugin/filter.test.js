import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rollup } from 'rollup';
import plugin from '../../../js/plugin/index.js';

/** @param {string} source the only file @returns {Promise<{ code: string, warnings: string[] }>} */
async function build(source) {
  const warnings = [];
  const only = { name: 'only', resolveId: (id) => (id === 'only.js' ? id : null), load: () => source };
  const bundle = await rollup({
    input: 'only.js',
    external: ['spanloom/plugin/runtime'],
    plugins: [only, plugin.rollup()],
    onwarn: ({ message }) => warnings.push(message),
  });
  const { output } = await bundle.generate({ format: 'es' });
  return { code: output[0].code, warnings };
}

test('each way to wait is seen', async () => {
  for (const source of [
    'export const f = async () => { await 1; };',
    'export async function* f() { yield 1; }',
    'export const f = async () => { for await (const x of []) x; };',
    'export const f = { async *g() { yield* [1]; } };',
    'const name = function* () { yield 1; };\nexport const f = async () => { await name; };',
  ]) {
    const { code, warnings } = await build(source);
    assert.match(code, /from 'spanloom\/plugin\/runtime'/, source);
    assert.deepEqual(warnings, []);
  }
});

test('what cannot wait is not changed', async () => {
  for (const source of [
    `export const jobs = [${'{ async: true },'.repeat(1000)} 1];`,
    'export function* f() { yield 1; }',
    'await 1;',
  ]) {
    const { code, warnings } = await build(source);
    assert.doesNotMatch(code, /spanloom/, source);
    assert.deepEqual(warnings, []);
  }
});
