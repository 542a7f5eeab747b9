// When evidence has to be dropped, links may be missing, but none may be made up.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runPrograms } from '../support/differential.js';

const PROGRAMS = 400;
const CAPS = [
  { maxObjects: 1 },
  { maxObjects: 5 },
  { maxTraces: 1 },
  { maxTraces: 2, maxObjects: 20 },
  { members: { depth: 1, nodes: 3 } },
];

/** Which sides of which spans of a trace had an object in common. @param {import('../support/journal.js').Journal} journal */
function shared({ events }) {
  const values = events.filter((event) => event.type === 'value');
  /** @type {Map<object, Set<string>>} */
  const sides = new Map();
  for (const { span, side, nodes } of values) {
    for (const { object } of nodes) {
      const known = sides.get(object) ?? new Set();
      sides.set(object, known.add(`${span.traceId} ${span.id} ${side}`));
    }
  }
  return [...sides.values()];
}

for (const policy of /** @type {const} */ (['flow', 'every-use'])) {
  for (const caps of CAPS) {
    test(`${policy} with ${JSON.stringify(caps)}: each link has an object that both sides had`, async () => {
      const [links, all] = [new Set(), { count: 0 }];
      for await (const { program, exported } of runPrograms({
        links: { policy, ...caps },
        programs: PROGRAMS,
        maxSpans: 40,
        seed: 9,
      })) {
        const sides = shared(program.journal);
        for (const { id, traceId } of program.journal.spans) {
          const span = exported.get(`${traceId} ${id}`);
          assert.ok(span);
          all.count += 1;
          for (const link of span.links) {
            const ends = [
              `${link.traceId} ${link.spanId} ${link.attributes.from}`,
              `${traceId} ${id} ${link.attributes.to}`,
            ];
            assert.ok(
              sides.some((side) => ends.every((end) => side.has(end))),
              `${ends.join(' -> ')}\n${program.journal.lines.join('\n')}`,
            );
            links.add(ends.join());
          }
        }
      }
      assert.ok(all.count > PROGRAMS && links.size > 0);
    });
  }
}
