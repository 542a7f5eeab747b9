// A trace of words: from a part to where it came from, and on to the first producer.
import { placeOf } from './place.js';
import { runsOfSide } from './runs.js';

/** @typedef {import('../model.js').Connection} Connection */
/** @typedef {import('../model.js').Run} Run */
/** @typedef {import('../model.js').SpanDetail} SpanDetail */
/** @typedef {import('./place.js').PartPlace} PartPlace */
/** `place`: which message or document it is in. `others`: further places that the same words stand in. @typedef {{ spanId: string, part: PartPlace, place: string, others: Connection[] }} Step */

const MAX_STEPS = 12;

/**
 * The steps from a part to its first producer, itself first.
 * @param {(spanId: string) => Promise<SpanDetail | undefined>} load
 * @param {string} spanId
 * @param {PartPlace} part
 * @returns {Promise<Step[]>}
 */
export async function trailOf(load, spanId, part) {
  /** @type {Step[]} */
  const steps = [];
  const seen = new Set();
  let at = { spanId, part };
  while (steps.length < MAX_STEPS && !seen.has(key(at))) {
    seen.add(key(at));
    const detail = await load(at.spanId);
    if (!detail) break;
    const run = mainRun(detail, at.part);
    const [nearest, ...others] = (run?.origins ?? []).flatMap((index) => detail.origins[index] ?? []);
    steps.push({ ...at, place: placeOf(detail, at.part), others });
    if (!run || !nearest) break;
    at = { spanId: nearest.spanId, part: partOf(nearest, run, at.part) };
  }
  return steps;
}

/** @param {{ spanId: string, part: PartPlace }} step */
const key = ({ spanId, part }) => `${spanId} ${part.side} ${part.attribute} ${part.range}`;

/** @param {{ spanId: string, part: PartPlace }} a @param {{ spanId: string, part: PartPlace }} b */
export const isSamePlace = (a, b) => key(a) === key(b);

/** @param {readonly [number, number]} a @param {readonly [number, number]} b */
export const overlap = (a, b) => Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));

/** The run that has most of the part. A part that is mostly of unknown source ends the trail. @param {SpanDetail} detail @param {PartPlace} part @returns {Run | undefined} */
function mainRun(detail, { side, attribute, range }) {
  /** @type {Run | undefined} */
  let main;
  let most = 0;
  for (const { run } of runsOfSide(detail, side)) {
    const shared = run.attribute === attribute ? overlap(run.range, range) : 0;
    if (shared > most) [main, most] = [run, shared];
  }
  return main;
}

/** Of the place that a run came from, what belongs to the part. Only places of equal length can be mapped onto each other. @param {Connection} origin @param {Run} run @param {PartPlace} part @returns {PartPlace} */
function partOf({ side, attribute, range: [start, end] }, run, part) {
  const isMapped = end - start === run.range[1] - run.range[0];
  const from = Math.max(part.range[0], run.range[0]) - run.range[0];
  const to = Math.min(part.range[1], run.range[1]) - run.range[0];
  return { side, attribute, range: isMapped ? [start + from, start + to] : [start, end] };
}
