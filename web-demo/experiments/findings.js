// What an experiment shows, read from its spans.
import { shareOf } from '../story/story.js';

/** @typedef {import('./experiments.js').Outcome} Outcome */

const linksOf = (spans) => spans.flatMap(({ links }) => links);
const countVia = (spans, via) => linksOf(spans).filter(({ attributes }) => attributes['spanloom.via'] === via).length;
const share = ({ lineage }) => (lineage ? shareOf(lineage) : 0);
const still = (outcome) => `${share(outcome)} % of the answer still has its source`;

/** Links that lead out of their own trace, or to a span that is not there. */
function astray(spans) {
  const ids = new Set(spans.map(({ traceId, spanId }) => `${traceId} ${spanId}`));
  return linksOf(spans).filter(({ traceId, spanId }) => !ids.has(`${traceId} ${spanId}`)).length;
}

export const findings = {
  /** @param {Outcome} outcome */
  copied(outcome) {
    const { spans } = outcome;
    const [copies, all] = [countVia(spans, 'structure'), linksOf(spans).length];
    return {
      isGood: copies > 0 && share(outcome) > 0,
      text: `${all} links, ${copies} of them by equal copies. ${still(outcome)}.`,
    };
  },
  /** @param {Outcome} outcome */
  rewrapped(outcome) {
    const breaks = (outcome.lineage?.prompt.match(/\n/g) ?? []).length;
    return { isGood: share(outcome) > 0, text: `${breaks} line breaks in the prompt. ${still(outcome)}.` };
  },
  /** @param {Outcome} outcome */
  stringified(outcome) {
    const escapes = (outcome.lineage?.prompt.match(/\\[n"]/g) ?? []).length;
    return {
      isGood: escapes > 0 && share(outcome) > 0,
      text: `One JSON string with ${escapes} escapes. ${still(outcome)}.`,
    };
  },
  /** @param {Outcome} outcome */
  keptApart({ spans, others }) {
    const crossing = astray(spans) + astray(others);
    const overlap = spans.some((a) =>
      others.some((b) => a.startTimeUnixNano < b.endTimeUnixNano && b.startTimeUnixNano < a.endTimeUnixNano),
    );
    return {
      isGood: overlap && crossing === 0 && spans.length > 1 && others.length > 1,
      text: `2 traces of ${spans.length} and ${others.length} steps, at the same time. ${crossing} links lead astray.`,
    };
  },
  /** @param {Outcome} outcome */
  joined(outcome) {
    const { spans } = outcome;
    const named = (name) => spans.find((span) => span.name === name);
    const inWorker = spans.filter(({ name }) => ['work', 'rerank', 'answer'].includes(name));
    const leads = (from, to) => named(from)?.links.some(({ spanId }) => spanId === named(to)?.spanId) ?? false;
    return {
      isGood: inWorker.length === 3 && leads('work', 'retrieve') && leads('cite', 'work') && share(outcome) > 0,
      text: `One trace: ${spans.length - inWorker.length} steps in the page, ${inWorker.length} in the Worker, linked both ways. ${still(outcome)}.`,
    };
  },
  /** @param {Outcome} outcome */
  broken({ spans }) {
    const failed = spans.find(({ name, status }) => name === 'rerank' && status.code === 'error');
    return {
      isGood: failed !== undefined,
      text: failed ? `rerank failed: ${failed.status.message}. Its cause is in the trace.` : 'No step failed.',
    };
  },
};
