// Random pipelines whose steps run in several processes: what they do does not depend on where they run, so the links must not either.
import { Choices } from './choices.js';

/** @typedef {import('../../../js/index.js').Tracer} Tracer */
/** @typedef {Pick<Tracer, 'task' | 'trace' | 'inject' | 'extract'>} Place where steps run */
/** @typedef {{ pick: number, how: number, salt: number }} Piece which of the values at hand, and what is taken of it */
/** @typedef {{ name: string, place: number, asMessage: number, calls: { step: Step, args: Piece[] }[], result: Piece[] }} Step */

const MAX_STEPS = 12;
const MAX_PLACES = 4;

/** @param {number} seed @returns {Step} */
export function makePipeline(seed) {
  const choices = Choices.random(seed);
  let left = 2 + choices.int(MAX_STEPS - 1);
  let salt = seed * 1000;
  const piece = () => ({ pick: choices.int(64), how: choices.int(16), salt: ++salt });
  const pieces = (/** @type {number} */ most) => Array.from({ length: 1 + choices.int(most) }, piece);
  /** @param {number} depth @returns {Step} */
  const step = (depth) => {
    left -= 1;
    const calls = [];
    const name = `step ${left}`;
    while (left > 0 && depth < 4 && !choices.oneIn(3)) calls.push({ step: step(depth + 1), args: pieces(2) });
    return { name, place: choices.int(MAX_PLACES), asMessage: choices.int(3), calls, result: pieces(2) };
  };
  const root = step(0);
  while (left > 0) root.calls.push({ step: step(1), args: pieces(2) });
  return root;
}

const SYLLABLES = ['ba', 'co', 'di', 'fu', 'ge', 'ha', 'jo', 'ki', 'lu', 'me', 'na', 'po', 'qui', 'ro', 'su', 'te'];
/** A text of some 80 letters that no other salt gives. @param {number} salt */
export function textOf(salt) {
  const choices = Choices.random(salt);
  const word = () => Array.from({ length: 2 + choices.int(3) }, () => choices.pick(SYLLABLES)).join('');
  return Array.from({ length: 14 }, word).join(' ');
}

/** What a step makes of the values at hand: at least 60 letters of text each time. @param {Piece} piece @param {unknown[]} atHand @returns {unknown} */
function take({ pick, how, salt }, atHand) {
  const value = atHand[pick % Math.max(atHand.length, 1)];
  if (value === undefined || how < 3) return how === 1 ? { text: textOf(salt), id: salt } : textOf(salt);
  if (how < 7) return value;
  if (typeof value === 'string') {
    if (how < 9) return `${textOf(salt)}: ${value}`;
    if (how < 11) return value.slice(0, Math.max(70, value.length >> 1));
    if (how < 13) return { text: value, salt };
    return [value, textOf(salt)];
  }
  const members = Object.values(/** @type {object} */ (value)).filter((member) => typeof member !== 'number');
  if (how < 12) return members[pick % members.length];
  return how < 14 ? [value] : { found: value, salt };
}

/** Places of one process: what is sent is copied, and nothing is said about it. @param {Tracer} tracer @param {number} count @returns {Place[]} */
export const placesOf = ({ task, trace, extract }, count) =>
  Array.from({ length: count }, () => ({
    task,
    trace,
    inject: (carrier) => carrier,
    extract: () => ({ ...extract({}), run: (fn, ...args) => fn(...args) }),
  }));

/**
 * Runs a pipeline, and returns the ID of its trace. Each step of another place gets a message.
 * @param {Step} pipeline @param {Place[]} places over which the steps are spread
 */
export function runPipeline(pipeline, places) {
  const tracerOf = (/** @type {Step} */ { place }) => places[place % places.length];
  /** @param {Step} step @returns {(...args: unknown[]) => unknown} */
  const body = (step) =>
    tracerOf(step).task(
      (...args) => {
        const atHand = args.flat(0);
        for (const call of step.calls) {
          const given = call.args.map((piece) => take(piece, atHand));
          atHand.push(callFrom(step, call.step, given));
        }
        const result = step.result.map((piece) => take(piece, atHand));
        return result.length === 1 ? result[0] : result;
      },
      { name: step.name },
    );
  /** @param {Step} caller @param {Step} step @param {unknown[]} args */
  const callFrom = (caller, step, args) => {
    const [here, there] = [tracerOf(caller), tracerOf(step)];
    if (here === there) return body(step)(...args);
    const { values, context } = send(here, args, step.asMessage);
    const reply = there.extract(context, { values }).run(() => send(there, [body(step)(...values)], step.asMessage));
    here.extract(reply.context, { values: reply.values });
    return reply.values[0];
  };
  return tracerOf(pipeline).trace('root', ({ traceId }) => {
    body(pipeline)();
    return traceId;
  });
}

/** What arrives of values that are sent in one message. @param {Place} tracer @param {unknown[]} values @param {number} as an object, a body, or a message of MCP */
function send(tracer, values, as) {
  if (as === 0) return structuredClone({ values, context: tracer.inject({}, { values }) });
  if (as === 1) {
    const body = JSON.stringify(values);
    return { values: JSON.parse(body), context: tracer.inject(new Headers(), { values: [body] }) };
  }
  return JSON.parse(JSON.stringify({ values, context: tracer.inject({}, { values, format: 'mcp' }) }));
}
