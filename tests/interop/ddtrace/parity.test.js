// The same random programs, traced by the release of ddtrace that found links between the arguments and results of functions, and by spanloom.
// ddtrace identifies an object by its address, which another may get later, so the programs keep all of their objects.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unlessThere } from '../support/program.js';
import { randomPrograms } from './programs.js';
import { eventsIn, runPython } from './python.js';
import { runPrograms } from './run-programs.js';

const SEED = Number(process.env.PROGRAMS_SEED ?? 20_250_213);
const PROGRAMS = Number(process.env.PROGRAMS_RUNS ?? 300);

/** What a span is, and its links as `name.side -> side`, by its name. @param {any[]} events */
function spansOf(events) {
  const byId = new Map(events.map((event) => [event.span_id, event]));
  const named = events.map(({ name, trace_id, parent_id, status, meta, span_links = [] }) => {
    const links = span_links.map((/** @type {any} */ link) => {
      assert.deepEqual([link.trace_id, Object.keys(link)], [trace_id, ['trace_id', 'span_id', 'attributes']]);
      const { from, to, ...others } = link.attributes;
      assert.deepEqual(others, {});
      return `${byId.get(link.span_id).name}.${from} -> ${to}`;
    });
    const parent = parent_id === 'undefined' ? undefined : byId.get(parent_id).name;
    return /** @type {const} */ ([name, { kind: meta['span.kind'], parent, status, links }]);
  });
  assert.equal(new Set(named.map(([name]) => name)).size, events.length);
  return new Map(named);
}

/** ddtrace gives a link for each use of a value, spanloom one for each span and direction. @param {string[]} links */
const once = (links) => [...new Set(links)];

test(`every-use gives the links of ddtrace for ${PROGRAMS} random programs`, {
  skip: unlessThere('ddtrace'),
}, async (t) => {
  const programs = randomPrograms(SEED, PROGRAMS);
  const theirs = spansOf(eventsIn(await runPython(t, 'run_programs.py', programs)));
  const ours = spansOf(await runPrograms(programs, { policy: 'every-use' }));
  assert.deepEqual([...ours.keys()].sort(), [...theirs.keys()].sort());
  let [links, repeats] = [0, 0];
  for (const [name, span] of theirs) {
    const expected = { ...span, links: once(span.links) };
    links += expected.links.length;
    repeats += span.links.length - expected.links.length;
    assert.deepEqual(ours.get(name), expected, `${name}, seed ${SEED}`);
  }
  t.diagnostic(`${theirs.size} spans, ${links} links, ${repeats} repeated by ddtrace`);
  assert.ok(links > 5 * PROGRAMS && repeats > PROGRAMS / 10, 'the programs are too small to tell anything');
});
