// Names in values are content: where that is masked or not captured, no path of a link has them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';

const LINE = 'the quick brown fox jumps over the lazy dog near the river bank';

/** The links of a program, as `via from.path to.path`. @param {object} options @param {object} [own] options of what makes the values */
async function paths(options, own = {}) {
  const exporter = memory();
  const tracer = createTracer({ ...options, exporters: [exporter] });
  const member = { text: 'hello' };
  const people = new Map([
    ['alice@example.com', member],
    ['bob@example.com', { city: 'Amsterdam', zip: '1012 WX' }],
  ]);
  const make = tracer.retrieval(() => people, { name: 'make', ...own });
  const parse = tracer.retrieval(
    () => ({ 'carol@example.com': { address: { city: 'Utrecht', zip: '3511 AB' } }, 4111: [LINE] }),
    own,
  );
  const use = tracer.task((/** @type {unknown} */ value) => value, { name: 'use' });
  tracer.trace('root', () => {
    make();
    const parsed = parse();
    use({ dave: [member] });
    use({ dave: structuredClone(parsed['carol@example.com']) });
    use(`So ${LINE}.`);
  });
  await tracer.shutdown();
  return exporter.spans.flatMap(({ links }) =>
    links.map(
      ({ attributes: { 'spanloom.via': via, 'spanloom.from.path': from, 'spanloom.to.path': to } }) =>
        `${via} ${from} ${to}`,
    ),
  );
}

const OPEN = [
  'member $["alice@example.com"] $[0].dave[0]',
  'structure $["carol@example.com"] $[0].dave',
  'text $["4111"][0] $[0]',
];
const PRIVATE = ['member $.* $[0].*[0]', 'structure $.* $[0].*', 'text $.*[0] $[0]'];
const FROM_PRIVATE = ['member $.* $[0].dave[0]', 'structure $.* $[0].dave', 'text $.*[0] $[0]'];

test('paths name where a part stood', async () => assert.deepEqual(await paths({}), OPEN));

for (const [name, options] of Object.entries({ capture: { capture: false }, mask: { mask: () => 'masked' } })) {
  test(`with ${name}, paths keep positions only`, async () => assert.deepEqual(await paths(options), PRIVATE));
}

test('a function whose output is not captured has no names in paths, others have', async () =>
  assert.deepEqual(await paths({}, { captureOutput: false }), FROM_PRIVATE));
