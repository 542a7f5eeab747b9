// Compares the links of random programs with a model's, and finds the shortest program for which they differ.
import { createTracer, memory } from '../../../js/index.js';
import { Choices, shrink } from './choices.js';
import { Program } from './program.js';

/** @typedef {import('./journal.js').Span} Span */
/** @typedef {import('./model-link.js').Link} Link */
/** @typedef {(journal: import('./journal.js').Journal) => Map<Span, Link[]>} Model */

const BATCH = 100;

/**
 * @typedef {Object} Comparison
 * @property {'flow' | 'every-use'} policy
 * @property {Model} model
 * @property {number} programs
 * @property {number} maxSpans of a program
 * @property {number} seed
 */

/**
 * @param {Comparison} comparison
 * @returns {Promise<{ spans: number, links: number, difference?: string }>} the first difference, as text
 */
export async function compareWithModel(comparison) {
  const { policy, model, maxSpans, programs, seed } = comparison;
  const total = { spans: 0, links: 0 };
  for await (const { program, script, exported } of runPrograms({ links: { policy }, maxSpans, programs, seed })) {
    const expected = model(program.journal);
    const found = differences(program, expected, exported);
    if (found.length > 0)
      return { ...total, difference: (await shortest(comparison, script)) ?? report(program, found) };
    total.spans += expected.size;
    for (const links of expected.values()) total.links += links.length;
  }
  return total;
}

/**
 * Runs random programs on one tracer, with what it exported for each and for those around it.
 * @param {{ links: import('../../../js/index.js').LinkOptions, programs: number, maxSpans: number, seed: number }} options
 */
export async function* runPrograms({ links, programs, maxSpans, seed }) {
  const world = newWorld(links, maxSpans);
  for (let from = 0; from < programs; from += BATCH) {
    const batch = [];
    for (let i = from; i < Math.min(from + BATCH, programs); i++)
      batch.push(await execute(world, Choices.random(seed + i)));
    const exported = await world.collect();
    for (const run of batch) yield { ...run, exported };
  }
  await world.tracer.shutdown();
}

/** @param {import('../../../js/index.js').LinkOptions} links @param {number} maxSpans */
function newWorld(links, maxSpans) {
  const exporter = memory();
  const ignored = new WeakSet();
  /** @type {unknown[]} */
  const errors = [];
  const tracer = createTracer({
    exporters: [exporter],
    capture: { maxValueBytes: 64 },
    // The models know objects, not what is in them.
    links: { structure: false, text: false, ...links, ignore: (value) => ignored.has(/** @type {object} */ (value)) },
    queue: { maxSpans: 1e6, flushInterval: 3_600_000 },
    onError: (error) => errors.push(error),
  });
  /** The spans since the last time, by id. */
  const collect = async () => {
    await tracer.flush();
    if (errors.length > 0) throw errors[0];
    const spans = new Map(exporter.spans.map((span) => [`${span.traceId} ${span.spanId}`, span]));
    exporter.reset();
    return spans;
  };
  return { tracer, ignored, collect, maxSpans };
}

/** @param {ReturnType<typeof newWorld>} world @param {Choices} choices */
async function execute({ tracer, ignored, maxSpans }, choices) {
  const program = new Program(tracer, choices, ignored, maxSpans);
  await program.run();
  if (program.faults.length > 0) throw program.faults[0];
  return { program, script: choices.taken };
}

/**
 * @param {Program} program @param {Map<Span, Link[]>} expected
 * @param {Map<string, import('../../../js/index.js').FinishedSpan>} exported
 */
function differences({ journal }, expected, exported) {
  const numbers = new Map(journal.spans.map(({ traceId, id, number }) => [`${traceId} ${id}`, number]));
  /** @type {string[]} */
  const found = [];
  for (const [span, links] of expected) {
    const actual = exported.get(`${span.traceId} ${span.id}`);
    if (!actual) {
      found.push(`#${span.number} was not exported`);
      continue;
    }
    if ((actual.parentSpanId ?? 'none') !== (span.parent?.id ?? 'none'))
      found.push(`#${span.number} has another parent`);
    const want = links.map(({ span: { number }, from, to, via }) => `#${number} ${from} -> ${to} by ${via}`);
    const got = actual.links.map(
      ({ traceId, spanId, attributes: { from, to, 'spanloom.via': via } }) =>
        `#${numbers.get(`${traceId} ${spanId}`)} ${from} -> ${to} by ${via}`,
    );
    if (want.join() !== got.join())
      found.push(`#${span.number} expected [${want.join(', ')}], got [${got.join(', ')}]`);
    else {
      links.forEach(({ paths }, i) => {
        const { 'spanloom.from.path': from, 'spanloom.to.path': to } = actual.links[i].attributes;
        if (!paths.includes(`${from} ${to}`))
          found.push(`#${span.number}: ${got[i]}: nothing went from ${from} to ${to}, but from ${paths.join(' or ')}`);
      });
    }
  }
  return found;
}

/** The shortest program found that differs like this one, with what differs; none when it does not differ if it runs alone. @param {Comparison} comparison @param {number[]} script */
async function shortest({ policy, model, maxSpans }, script) {
  const attempt = async (/** @type {number[]} */ candidate) => {
    const world = newWorld({ policy }, maxSpans);
    const { program } = await execute(world, Choices.replay(candidate));
    const found = differences(program, model(program.journal), await world.collect());
    await world.tracer.shutdown();
    return { program, found };
  };
  const { program, found } = await attempt(
    await shrink(script, async (candidate) => (await attempt(candidate)).found.length > 0),
  );
  return found.length > 0 ? report(program, found) : undefined;
}

/** @param {Program} program @param {string[]} found */
const report = ({ journal }, found) => [...journal.lines, ...found].join('\n');
