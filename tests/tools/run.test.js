// Programs of CommonJS and of ES modules, compiled as they run: one tracer, whichever way the package is asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { node, projectOf, script } from './tool.js';

const PROGRAM = `import { flush, init, memory, tool, workflow, type FinishedSpan } from 'spanloom';
const sink = memory();
init({ exporters: [sink] });
const find = tool(async (text: string) => [text], { name: 'find' });
const ask = workflow(async (text: string) => find(text), { name: 'ask' });
const links = (spans: readonly FinishedSpan[]) => spans.flatMap((span) => span.links).length;
ask('why').then(() => flush()).then(() => console.log(sink.spans.map((span) => span.name).join(), links(sink.spans)));
`;

/** Requires what the other file has imported. */
const BOTH = `import { init, memory } from 'spanloom';
const sink = memory();
init({ exporters: [sink] });
import('spanloom').then(async ({ flush, tool }) => {
  tool(async () => 1, { name: 'find' })();
  tool(async () => 1, { name: 'ask' })();
  await flush();
  console.log(sink.spans.map((span) => span.name).join(), 1);
});
`;

const COMMONJS = '{ "type": "commonjs" }';
const CONFIG =
  '{ "compilerOptions": { "module": "commonjs", "target": "es2022", "strict": true, "esModuleInterop": true } }';

const TSX = ['tsx/dist/cli.mjs'];
const TS_NODE = ['ts-node/dist/bin.js'];

/** What runs it, the name of the program, and the flags of Node. @type {Record<string, [string[], string, string[]]>} */
const CASES = {
  'tsx, .cts': [TSX, 'main.cts', []],
  'tsx, .mts': [TSX, 'main.mts', []],
  'tsx, .ts in a project of CommonJS': [TSX, 'main.ts', []],
  'tsx, .cts, a Node that requires no ES modules': [TSX, 'main.cts', ['--no-experimental-require-module']],
  'ts-node': [TS_NODE, 'main.ts', []],
  'ts-node, a Node that requires no ES modules': [TS_NODE, 'main.ts', ['--no-experimental-require-module']],
};

for (const [name, [tool, file, flags]] of Object.entries(CASES)) {
  for (const [what, program] of Object.entries({ 'it traces': PROGRAM, 'import and require give one tracer': BOTH })) {
    test(`${name}: ${what}`, async (t) => {
      const folder = projectOf(t, { 'package.json': COMMONJS, 'tsconfig.json': CONFIG, [file]: program });
      const { stdout, stderr } = await node(folder, [...flags, ...tool.map(script), file]);
      assert.equal(stderr, '');
      assert.equal(stdout, 'find,ask 1\n');
    });
  }
}
