// A project in TypeScript that has the packed package: strict, the library's declarations checked too, and no types of
// Node. Every name of the package map is imported.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { manifest } from '../house/files.js';
import { fixture } from './fixture.js';

const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** Each `module`, and the resolution that goes with it. */
const RESOLUTIONS = { esnext: 'bundler', node16: 'node16', nodenext: 'nodenext' };

const OPTIONS = {
  target: 'es2022',
  lib: ['es2022', 'dom'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
};

/** @returns {Promise<string>} what the compiler says, nothing when it is content */
async function compile(folder, options, include = ['*.ts']) {
  const project = { compilerOptions: { ...OPTIONS, ...options }, include };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
  const run = promisify(execFile)(process.execPath, [join(MODULES, 'typescript/bin/tsc'), '--pretty', 'false'], {
    cwd: folder,
  });
  const { stdout } = await run.catch((error) => error);
  return stdout;
}

/** The package's names that have types: all, but for those that need what only a user of the plugin has. */
const NAMES = Object.keys(manifest.exports)
  .filter((path) => !['./package.json', './plugin'].includes(path))
  .map((path) => join('spanloom', path));

for (const [module, moduleResolution] of Object.entries(RESOLUTIONS)) {
  test(`TypeScript, module resolution ${moduleResolution}: the types hold`, async (t) => {
    const folder = fixture(t, 'typescript');
    writeFileSync(join(folder, 'names.ts'), NAMES.map((name, i) => `export * as n${i} from '${name}';\n`).join(''));
    assert.equal(await compile(folder, { module, moduleResolution }), '');
  });
}

/** A program in CommonJS, and one in ES modules that is given what it made. */
const COMMONJS = {
  'made.cts': `import { createTracer, memory, tool, ConfigurationError, type Exporter } from 'spanloom';
    import spanloom = require('spanloom');
    export const tracer = createTracer({ exporters: [memory()] });
    export const exporter: Exporter = spanloom.memory();
    export const find = tool(async (text: string) => [text]);
    export const found: Promise<string[]> = spanloom.tool(find)('why');
    export const isOurs = (error: unknown) => error instanceof ConfigurationError && error.message;
    // @ts-expect-error the wrapped function takes a string
    find(1);`,
  'main.mts': `import { init, type Tracer } from 'spanloom';
    import { exporter, tracer } from './made.cjs';
    init({ exporters: [exporter] });
    export const other: Tracer = tracer;`,
};

for (const module of ['node16', 'nodenext']) {
  test(`TypeScript, CommonJS, module resolution ${module}: the types hold, and are those of ES modules`, async (t) => {
    const folder = fixture(t);
    for (const [name, code] of Object.entries(COMMONJS)) writeFileSync(join(folder, name), code);
    assert.equal(await compile(folder, { module, moduleResolution: module }, ['*.cts', '*.mts']), '');
  });
}

test('TypeScript: the plugin is one for Vite', async (t) => {
  const folder = fixture(t);
  for (const name of ['unplugin', 'vite']) symlinkSync(join(MODULES, name), join(folder, 'node_modules', name));
  writeFileSync(
    join(folder, 'vite.config.ts'),
    `import { defineConfig } from 'vite';
    import spanloom from 'spanloom/plugin';
    export default defineConfig({ plugins: [spanloom.vite({ exclude: /generated/ })] });
    // @ts-expect-error there is no such option
    spanloom.vite({ only: /source/ });`,
  );
  // The declarations of unplugin and Vite are theirs to check.
  assert.equal(await compile(folder, { module: 'esnext', moduleResolution: 'bundler', skipLibCheck: true }), '');
});

test('TypeScript: an inner file cannot be imported', async (t) => {
  const folder = fixture(t);
  writeFileSync(join(folder, 'inner.ts'), "export { Tracer } from 'spanloom/js/tracer/tracer.js';\n");
  assert.match(await compile(folder, { module: 'esnext', moduleResolution: 'bundler' }), /^inner\.ts.* error TS2307: /);
});
