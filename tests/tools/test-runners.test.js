// Tests of users, in runners that have module systems and globals of their own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { node, projectOf, script } from './tool.js';

const BODY = `
test('spans and links', async () => {
  const sink = memory();
  init({ exporters: [sink] });
  const find = tool(async (text) => [text], { name: 'find' });
  await expect(workflow(async (text) => find(text), { name: 'ask' })('why')).resolves.toEqual(['why']);
  await flush();
  expect(sink.spans.map(({ name }) => name)).toEqual(['find', 'ask']);
  expect(sink.spans.flatMap(({ links }) => links).length).toBeGreaterThan(0);
  expect(() => init({ unknown: 1 })).toThrow(ConfigurationError);
});

test('fake timers', async () => {
  useFakeTimers();
  const sink = memory();
  init({ exporters: [sink] });
  tool(() => 1, { name: 'find' })();
  await flush();
  expect(sink.spans.map(({ name }) => name)).toEqual(['find']);
  useRealTimers();
});

test('import and require give one package', async () => {
  expect(required.init).toBe(init);
});
`;

const NAMES = '{ ConfigurationError, flush, init, memory, tool, workflow }';
const REQUIRED = `const ${NAMES} = require('spanloom');
const required = require('spanloom');
const { useFakeTimers, useRealTimers } = jest;`;
const IMPORTED = (runner) => `import { createRequire } from 'node:module';
import ${NAMES} from 'spanloom';
${runner}
const required = createRequire(import.meta.url)('spanloom');`;

const JEST = ['jest/bin/jest.js', '--no-cache'];
const jestConfig = (testEnvironment) =>
  JSON.stringify({
    jest: {
      testEnvironment,
      transform: {},
      testMatch: ['**/a.spec.*'],
      moduleFileExtensions: ['js', 'mjs', 'cjs', 'json'],
    },
  });

/** @type {Record<string, { run: string[], files: Record<string, string>, env?: Record<string, string> }>} */
const RUNNERS = {
  'Jest, as it comes': { run: JEST, files: { 'package.json': '{ "jest": {} }', 'a.spec.js': REQUIRED + BODY } },
  'Jest, as a page': { run: JEST, files: { 'package.json': jestConfig('jsdom'), 'a.spec.js': REQUIRED + BODY } },
  'Jest, ES modules': {
    run: JEST,
    files: {
      'package.json': jestConfig('node'),
      'a.spec.mjs': `${IMPORTED("import { jest } from '@jest/globals'; const { useFakeTimers, useRealTimers } = jest;")}${BODY}`,
    },
    env: { NODE_OPTIONS: '--experimental-vm-modules --no-warnings' },
  },
  Vitest: {
    run: ['vitest/vitest.mjs', 'run'],
    files: {
      'package.json': '{}',
      'a.spec.mjs': `${IMPORTED("import { expect, test, vi } from 'vitest'; const { useFakeTimers, useRealTimers } = vi;")}${BODY}`,
    },
  },
};

for (const [name, { run, files, env }] of Object.entries(RUNNERS)) {
  test(`${name}: what users test is traced`, async (t) => {
    const [path, ...args] = run;
    const { code, stdout, stderr } = await node(projectOf(t, files), [script(path), ...args], env);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout + stderr, /\b3 passed/);
    assert.doesNotMatch(stdout + stderr, /spanloom is loaded twice|did not exit/);
  });
}
