// Programs as lists of steps: what every instrumentation sees of them, before a convention says how it is written down.

/** @typedef {'workflow' | 'agent' | 'task' | 'tool' | 'llm' | 'retrieval' | 'embedding'} Kind */
/**
 * One call of a program. Times are nanoseconds.
 * @typedef {Object} Step
 * @property {string} traceId @property {string} spanId @property {string | undefined} parentId
 * @property {Kind} kind @property {string} name
 * @property {unknown[]} args @property {unknown} output undefined if there is none
 * @property {string} [error] the message of what it threw
 * @property {bigint} start @property {bigint} end
 */
/** @typedef {[from: string, to: string, fromSide: string, toSide: string]} Edge */

const EPOCH = 1_795_000_000_000_000_000n;
const GAP = 180_000n; // what a program does between two calls: far less than a millisecond
const WORK = 7_350_000n;

export const traceIdOf = (/** @type {number} */ number) => (0xa0000 + number).toString(16).padStart(32, '1');
export const spanIdOf = (/** @type {number} */ number) => (0xb0000 + number).toString(16).padStart(16, '2');

/**
 * The steps of a case of linkbench: a step calls its children one after another.
 * @param {{ spans: { id: string, parent: string | null, kind: Kind, name: string, args: unknown[], output: unknown }[] }} testCase
 * @param {number} number different for each case
 * @returns {{ steps: Step[], idOf: Map<string, string> }} idOf: the case's ids by span id
 */
export function stepsOfCase({ spans }, number) {
  const traceId = traceIdOf(number);
  const ids = new Map(spans.map(({ id }, i) => [id, spanIdOf(i)]));
  /** @type {Map<string | null, typeof spans>} */
  const children = new Map();
  for (const span of spans) children.set(span.parent, [...(children.get(span.parent) ?? []), span]);
  let now = EPOCH;
  /** @type {Step[]} */
  const steps = [];
  const call = (/** @type {(typeof spans)[number]} */ { id, parent, kind, name, args, output }) => {
    now += GAP;
    const parentId = parent === null ? undefined : ids.get(parent);
    const spanId = /** @type {string} */ (ids.get(id));
    const step = { traceId, spanId, parentId, kind, name, args, output, start: now, end: now };
    steps.push(step);
    const inner = children.get(id) ?? [];
    for (const child of inner) call(child);
    now += inner.length > 0 ? GAP : WORK;
    step.end = now;
  };
  for (const root of children.get(null) ?? []) call(root);
  return { steps, idOf: new Map([...ids].map(([id, spanId]) => [spanId, id])) };
}

/** Starts as OpenTelemetry's SDK for JavaScript has them: rounded down to the millisecond. @param {Step[]} steps @returns {Step[]} */
export const roundedStarts = (steps) =>
  steps.map((step) => ({ ...step, start: step.start - (step.start % 1_000_000n) }));
