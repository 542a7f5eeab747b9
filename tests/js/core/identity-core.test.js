// The core without links by content gives the same bytes as the whole core with those links switched off.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { loadCore } from '../../../js/core/load.js';
import { CoreSession } from '../../../js/core/session.js';
import { readTracerOptions } from '../../../js/options/tracer-options.js';
import { Choices } from '../support/choices.js';
import { LineageProgram } from '../support/content/lineage-program.js';
import { nestedSpans } from '../support/nested-spans.js';
import { Program } from '../support/program.js';
import { logsOf, resultOf } from '../support/recorded-logs.js';

const PROGRAMS = 120;
const BY_IDENTITY = { structure: false, text: false };

const fileOf = (/** @type {string} */ name) => new URL(`../../../dist/${name}`, import.meta.url);

/** @typedef {import('../../../js/core/load.js').Core} Core */
/** @type {Core} */
let whole;
/** @type {Core} */
let small;
/** @type {import('../support/recorded-logs.js').Parts[]} */
let logs;

before(async () => {
  [whole, small] = await Promise.all([loadCore(), loadCore(readFileSync(fileOf('spanloom-identity.wasm')))]);
  logs = await logsOf(async (tracer) => {
    for (let seed = 0; seed < PROGRAMS; seed++) {
      new LineageProgram(seed).run(tracer);
      const choices = Choices.random(seed);
      await new Program(tracer, choices, new WeakSet(), 12).run();
      nestedSpans(tracer, choices, 2);
      if (choices.oneIn(8)) await tracer.flush();
    }
  });
});

/** @type {import('../../../js/index.js').LinkOptions[]} */
const OPTIONS = [
  BY_IDENTITY,
  { ...BY_IDENTITY, attribution: true, maxTraces: 3, maxObjects: 300 },
  { policy: 'every-use' },
  { policy: 'off' },
];

for (const options of OPTIONS) {
  test(`the same bytes and counts with ${JSON.stringify(options)}`, () => {
    const [expected, actual] = [whole, small].map((core) => resultOf(core, logs, options));
    assert.deepEqual(actual.stats, expected.stats);
    // Not deepEqual: to show how two such lists differ takes more memory than there is.
    const differing = expected.made.findIndex(({ bytes }, i) => !actual.made[i]?.bytes.equals(bytes));
    assert.deepEqual([actual.made.length, differing], [expected.made.length, -1]);
    assert.ok(expected.stats.ended > 1000 && expected.made.length > 10);
    assert.equal(expected.stats.links.identity > 100, options.policy !== 'off');
  });
}

test('a page that looks at no content loads the small core', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'identity-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const outfile = join(folder, 'page.mjs');
  await build({
    stdin: { contents: "export * from 'spanloom';", resolveDir: fileURLToPath(fileOf('')) },
    bundle: true,
    outfile,
    format: 'esm',
    platform: 'browser',
    logLevel: 'silent',
  });
  /** @type {string[]} */
  const asked = [];
  t.mock.method(globalThis, 'fetch', async (/** @type {URL} */ { pathname }) => {
    asked.push(pathname.slice(pathname.lastIndexOf('/') + 1));
    return new Response(readFileSync(fileOf(/** @type {string} */ (asked.at(-1)))));
  });
  const { createTracer, memory } = await import(outfile);
  for (const links of [BY_IDENTITY, { policy: 'every-use' }, { text: false }]) {
    const tracer = createTracer({ links, exporters: [memory()] });
    tracer.trace('root', () => 1);
    await tracer.shutdown();
  }
  assert.deepEqual(asked, ['spanloom-identity.wasm', 'spanloom.wasm']);
});

test('it refuses what it has not', () => {
  const { links } = readTracerOptions('test', { links: {} });
  assert.throws(() => new CoreSession(small, links), /this core cannot link by content; 'spanloom.wasm' can/);
});
