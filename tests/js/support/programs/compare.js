// Runs a program as it is, with the documented differences, and traced, and finds what else differs.
import { createTracer, memory } from '../../../../js/index.js';
import { hearing } from './process-events.js';
import { play, traitsOf } from './program.js';
import { inBlock, reference } from './reference.js';

/** @typedef {import('./program.js').Program} Program */
/** @typedef {import('./world.js').Line} Line */

/** Tracers that many programs share, two for each. */
export class Tracers {
  /** @type {unknown[]} */
  errors = [];
  #sinks = [memory(), memory()];
  #pairs;

  constructor() {
    const onError = (/** @type {any} */ error) => /still open/.test(error.message) || this.errors.push(error);
    const make = (/** @type {import('../../../../js/index.js').TracerOptions} */ options, /** @type {number} */ at) =>
      createTracer({ onError, exporters: [this.#sinks[at]], ...options });
    this.#pairs = [
      [make({}, 0), make({}, 1)],
      [make({ capture: false }, 0), make({ links: { policy: 'every-use' } }, 1)],
      [make({ mask: (value) => value, context: undefined }, 0), make({ links: false }, 1)],
    ];
  }

  /** @param {number} at @returns {import('./stage.js').Wrap} */
  wrap(at) {
    const pair = /** @type {any[]} */ (this.#pairs[at % this.#pairs.length]);
    return (fn, { tracer, kind, block, options }) =>
      block
        ? inBlock(fn, (body) => pair[tracer].trace({ name: 'a block', kind }, body))
        : pair[tracer][kind](fn, options);
  }

  async flush() {
    for (const tracer of this.#pairs.flat()) await tracer.flush();
    for (const { spans } of this.#sinks) spans.length = 0;
  }

  /** @returns {Promise<number>} spans that were started */
  async shutdown() {
    for (const tracer of this.#pairs.flat()) await tracer.shutdown();
    return this.#pairs.flat().reduce((sum, tracer) => sum + tracer.stats().spans.started, 0);
  }
}

const TICKS = [0, 1, 2];
/** A pipe of spanloom's may be some microtasks before or behind that of the platform: then it is as if all else came later or earlier. */
const DELAYS = TICKS.flatMap((source) =>
  TICKS.flatMap((sink) => TICKS.flatMap((abort) => TICKS.map((start) => ({ source, sink, abort, start })))),
);

/** To the microtask. @param {Line[]} lines */
const timed = (lines) => lines.map(({ at, where, text }) => `${at} ${where}: ${text}`);

/** Each role for itself. @param {Line[]} lines */
const byRole = (lines) =>
  [...new Set(lines.map(({ where }) => where))]
    .sort()
    .flatMap((role) => lines.filter(({ where }) => where === role).map(({ text }) => `${role}: ${text}`));

/**
 * Without the rejections of promises that a result holds.
 * @param {Program} program @param {Line[]} lines
 */
function unheld(program, lines) {
  const holding = program.flatMap((act, at) => (traitsOf(act).isHolding ? [`act${at}.`] : []));
  return lines.filter(({ where, text }) => where !== 'process' || !holding.some((name) => text.includes(name)));
}

/** Without the rejections that were handled after all. @param {Line[]} lines */
function unhandled(lines) {
  const late = new Set(lines.flatMap(({ text }) => text.match(/^handled after all (.*)/s)?.[1] ?? []));
  const isLate = (/** @type {string} */ text) => late.has(text.replace(/^(unhandled|handled after all) /, ''));
  return lines.filter(({ where, text }) => where !== 'process' || !isLate(text));
}

/**
 * In any order, and without what the documented differences touch.
 * @param {Program} program @param {Line[]} lines
 */
function untimed(program, lines) {
  const traits = program.map(traitsOf);
  const isHandled = traits.some(({ isHandedOn, isRacy }) => isHandedOn || isRacy);
  return lines
    .filter(({ where }) => !(where === 'process' && isHandled) && !traits[Number(where.match(/\d+/)?.[0])]?.isRacy)
    .filter(({ text }) => text !== 'then is asked for')
    .map(({ where, text }) => `${where}: ${text}`)
    .sort();
}

/** The kind tells one difference from others. @typedef {{ kind: string, isTraced: boolean, expected: string[], actual: string[] }} Difference */

/**
 * @param {Program} program @param {import('./stage.js').Wrap} traced
 * @returns {Promise<Difference | undefined>}
 */
export async function differenceOf(program, traced) {
  /** @type {import('./world.js').World | undefined} */
  let world;
  /** @param {import('./stage.js').Wrap} wrap @param {import('./stage.js').Delay} [delay] */
  const plays = async (wrap, delay) => unheld(program, await play(program, wrap, (made) => (world = made), delay));
  /** @type {Difference | undefined} */
  let difference;
  await hearing(
    async () => {
      const bare = await plays((fn, { block }) => (block ? inBlock(fn, (body) => body()) : fn));
      const documented = await plays(reference);
      const seen = await plays(traced);
      const isPiped = program.some((act) => traitsOf(act).isPiped);
      // After such an error, Node goes on with what it had queued when the event loop comes round to it; until then a rejection may count as unhandled.
      const isUncaught = documented.some(({ text }) => text.startsWith('uncaught'));
      const inOrder = isPiped || isUncaught ? byRole : timed;
      const lines = (/** @type {Line[]} */ each) => inOrder(isUncaught ? unhandled(each) : each);
      difference =
        differing('traced', lines(documented), lines(seen)) ??
        differing('reference', untimed(program, bare), untimed(program, documented));
      for (const delay of isPiped && difference?.isTraced ? DELAYS : [])
        difference &&= differing('traced', lines(await plays(reference, delay)), lines(seen)) && difference;
    },
    () => world,
  );
  return difference;
}

/** @param {'traced' | 'reference'} run @param {string[]} expected @param {string[]} actual @returns {Difference | undefined} */
function differing(run, expected, actual) {
  const at = Array.from({ length: Math.max(expected.length, actual.length) }, (_, i) => i);
  const first = at.find((i) => expected[i] !== actual[i]);
  if (first === undefined) return undefined;
  const isTraced = run === 'traced';
  return { isTraced, kind: `${run}: ${expected[first]} is ${actual[first]}`.replace(/\d+/g, 'n'), expected, actual };
}
