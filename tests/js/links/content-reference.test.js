// Links by content of random programs, compared with a slow linker that was written from the rules alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as spanloom from '../../../js/index.js';
import { LineageProgram } from '../support/content/lineage-program.js';
import * as reference from '../support/content/reference/tracer.js';

const PROGRAMS = Number(process.env.PROGRAMS ?? 1000);
const SEED = Number(process.env.SEED ?? 1);
const MIN_LENGTH = 32;
/**
 * Where a text stands in several forms (escaped inside JSON inside text, cut by a better claim), more than one producer can be
 * named with equal right, and the two linkers choose apart.
 */
const MOST_APART = 0.02;

/** The links of a program as lines, spans by the order in which they ended. @param {any} library @param {number} seed @param {object} options */
async function linksOf({ createTracer, memory }, seed, options) {
  const exporter = memory();
  const tracer = createTracer({ exporters: [exporter], ...options });
  const program = new LineageProgram(seed);
  program.run(tracer);
  await tracer.flush();
  await tracer.shutdown();
  const numbers = new Map(exporter.spans.map(({ spanId }, i) => [spanId, i]));
  const lines = exporter.spans.flatMap(({ spanId, links }) =>
    links.map(({ spanId: from, attributes }) => {
      const { from: fromSide, to: toSide, 'spanloom.via': via } = attributes;
      return `${numbers.get(from)}.${fromSide} -> ${numbers.get(spanId)}.${toSide} by ${via}`;
    }),
  );
  return { lines: lines.sort(), log: program.log };
}

test(`${PROGRAMS} random programs have the links of the rules`, async () => {
  let [links, apart] = [0, 0];
  /** @type {string[]} */
  const differences = [];
  for (let seed = SEED; seed < SEED + PROGRAMS; seed++) {
    const { lines: actual, log } = await linksOf(spanloom, seed, {
      links: { identity: false, text: { minLength: MIN_LENGTH } },
    });
    const { lines: expected } = await linksOf(reference, seed, { minLength: MIN_LENGTH });
    const missing = expected.filter((line) => !actual.includes(line));
    const extra = actual.filter((line) => !expected.includes(line));
    links += expected.length;
    apart += Math.max(missing.length, extra.length);
    if (missing.length + extra.length > 0)
      differences.push(
        [
          `seed ${seed}`,
          ...missing.map((line) => `missing ${line}`),
          ...extra.map((line) => `extra ${line}`),
          ...log,
        ].join('\n'),
      );
  }
  differences.sort((a, b) => a.length - b.length);
  assert.ok(links > PROGRAMS, `programs are too small to tell anything: ${links} links`);
  const share = apart / links;
  assert.ok(
    share <= MOST_APART,
    `${apart} of ${links} links, the shortest of ${differences.length} programs:\n${differences.slice(0, 3).join('\n\n')}`,
  );
});
