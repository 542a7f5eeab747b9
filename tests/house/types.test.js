// The published types in projects of several kinds: whatever platform they declare, and whether others import what they wrapped. Their own declarations are
// checked too, so that no name is missing.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createWorkshop, programsOf } from './programs.js';

const workshop = createWorkshop();
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TYPES = join(ROOT, 'tests/types');

const OPTIONS = {
  strict: true,
  exactOptionalPropertyTypes: true,
  target: 'es2022',
  module: 'nodenext',
  lib: ['es2022'],
  types: [],
  typeRoots: [join(ROOT, 'node_modules/@types')],
  rootDir: TYPES,
};

/** @param {import('node:test').TestContext} t @param {string[]} files of tests/types @param {object} options @returns {Promise<{ said: string, folder: string }>} */
async function compile(t, files, options) {
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-types-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const project = { compilerOptions: { ...OPTIONS, ...options }, files: files.map((file) => join(TYPES, file)) };
  if ('declaration' in options) Object.assign(project.compilerOptions, { outDir: folder });
  const path = join(folder, 'tsconfig.json');
  writeFileSync(path, JSON.stringify(project));
  const tsc = [join(ROOT, 'node_modules/typescript/bin/tsc'), '--project', path, '--pretty', 'false'];
  const { stdout } = await promisify(execFile)(process.execPath, tsc, { cwd: ROOT }).catch((error) => error);
  return { said: stdout, folder };
}

const ANYWHERE = 'platforms/anywhere.ts';
const FETCHING = [ANYWHERE, 'platforms/fetching.ts'];
for (const [platform, files, options] of /** @type {[string, string[], object][]} */ ([
  ['no platform at all', [ANYWHERE], {}],
  ['the DOM', FETCHING, { lib: ['es2022', 'dom'] }],
  ['web workers', FETCHING, { lib: ['es2022', 'webworker'] }],
  ['Node', FETCHING, { types: ['node'] }],
  ['Node and the DOM', FETCHING, { lib: ['es2022', 'dom'], types: ['node'] }],
  ['classes, as in Workers', ['platforms/classes.d.ts', ...FETCHING], {}],
])) {
  test(`the types hold with those of ${platform}`, async (t) => {
    // Those of Node and the DOM are theirs to check.
    const skipLibCheck = 'types' in options && 'lib' in options;
    assert.equal((await compile(t, files, { noEmit: true, skipLibCheck, ...options })).said, '');
  });
}

test('what was wrapped can be exported: its declarations are its own', async (t) => {
  const { said, folder } = await compile(t, ['declarations/wrapped.ts'], {
    declaration: true,
    emitDeclarationOnly: true,
  });
  assert.equal(said, '');
  const text = readFileSync(join(folder, 'declarations/wrapped.d.ts'), 'utf8');
  for (const line of [
    'search: (question: string, limit?: number) => Promise<Doc[]>;',
    'inline: <T>(value: T, ...rest: number[]) => {',
    'guard: (value: unknown) => value is string;',
    'stream: (prompt: string) => AsyncGenerator<string, void, unknown>;',
    'named: import("spanloom").KindDecorator;',
    'renamed: (value: number) => number;',
    'tracer: import("spanloom").Tracer;',
    'greet(name: string): string;',
    'think: (question: string) => Promise<string>;',
  ])
    assert.ok(text.includes(line), `${line}\n${text}`);
});

test('exports that say their types need no inference', async (t) => {
  const options = { declaration: true, isolatedDeclarations: true, verbatimModuleSyntax: true };
  assert.equal((await compile(t, ['declarations/annotated.ts'], options)).said, '');
});

test('the Worker of docs/edge.md uses only what the types of browsers have', async (t) => {
  const file = join(workshop, 'worker.mjs');
  writeFileSync(file, `${programsOf('docs/edge.md').programs.get('worker')}`);
  const javascript = { allowJs: true, checkJs: true, noImplicitAny: false, rootDir: workshop };
  const options = { noEmit: true, skipLibCheck: true, lib: ['es2022', 'dom'], ...javascript };
  assert.equal((await compile(t, [relative(TYPES, file)], options)).said, '');
});
