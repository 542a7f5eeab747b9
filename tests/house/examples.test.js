// Every `@example` of the declarations is a module of its own: it compiles against the types, runs without an error or a warning, and prints what its comments
// say.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { format, promisify } from 'node:util';
import { transform } from 'esbuild';
import { shutdown } from 'spanloom';
import { ROOT, sourceFiles, text } from './files.js';

const EXAMPLE = /@example.*\n *\* ```ts\n([\s\S]*?)\n *\* ```/g;

/** Examples by name: the file and line where each stands. */
const examples = new Map(
  sourceFiles('js')
    .filter((path) => path.endsWith('.d.ts'))
    .flatMap((path) =>
      [...text(path).matchAll(EXAMPLE)].map(({ 1: body, index }) => [
        `${path}:${text(path).slice(0, index).split('\n').length}`,
        body.replaceAll(/^ *\* ?/gm, ''),
      ]),
    ),
);

const folder = mkdtempSync(join(tmpdir(), 'spanloom-examples-'));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'node_modules'));
symlinkSync(ROOT, join(folder, 'node_modules/spanloom'));
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');

/** @param {string} name */
const fileOf = (name) => join(folder, `${name.replaceAll(/\W/g, '-')}.ts`);
for (const [name, body] of examples) writeFileSync(fileOf(name), `${body}\nexport {};\n`);

/** Where it can be loaded. @param {string} file @param {string} typescript */
async function compiled(file, typescript) {
  const { code } = await transform(typescript, { loader: 'ts', target: 'node20' });
  writeFileSync(file.replace(/\.ts$/, '.js'), code);
  return pathToFileURL(file.replace(/\.ts$/, '.js')).href;
}

test('every example of the declarations compiles', async () => {
  assert.ok(examples.size > 60);
  const project = {
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: true,
      target: 'es2022',
      module: 'nodenext',
      lib: ['es2022', 'dom', 'dom.iterable', 'decorators'],
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules/@types')],
    },
    files: [join(ROOT, 'tests/types/examples/app.ts'), ...[...examples.keys()].map(fileOf)],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
  const tsc = [join(ROOT, 'node_modules/typescript/bin/tsc'), '--project', folder, '--pretty', 'false'];
  const { stdout } = await promisify(execFile)(process.execPath, tsc).catch((error) => error);
  assert.equal(stdout, '');
});

/** What was printed. @param {import('node:test').Mock<Function>} method */
const linesOf = (method) => method.mock.calls.map((call) => format(...call.arguments));

await import(await compiled(join(folder, 'app.ts'), text('tests/types/examples/app.ts')));
for (const [name, body] of examples) {
  // Node 20 cannot import WebAssembly, as bundlers can, and has no elements.
  const skip = /from '.*\.wasm'|from 'spanloom\/viewer'/.test(body);
  test(`the example at ${name} runs`, { skip }, async (t) => {
    const log = t.mock.method(console, 'log', () => {});
    const warn = t.mock.method(console, 'warn', () => {});
    await import(await compiled(fileOf(name), body));
    await shutdown();
    assert.deepEqual(linesOf(warn), []);
    for (const [, line] of body.matchAll(/console\.log\(.*\); \/\/ (.*)/g))
      assert.ok(linesOf(log).includes(line), line);
  });
}
