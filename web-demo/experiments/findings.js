// What an experiment shows, read from its spans.
import { INVENTED } from '../models/inventing.js';
import { countWords } from '../story/word-count.js';

/** @typedef {import('./experiments.js').Outcome} Outcome */

const linksOf = (spans) => spans.flatMap(({ links }) => links);
const countVia = (spans, via) => linksOf(spans).filter(({ attributes }) => attributes['spanloom.via'] === via).length;
const words = ({ lineage }) => (lineage ? countWords(lineage) : { known: 0, all: 0 });
const areAllKnown = (outcome) => words(outcome).known > 0 && words(outcome).known === words(outcome).all;
const still = (outcome) => `${words(outcome).known} of ${words(outcome).all} words still have their source`;

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
      isGood: copies > 0 && areAllKnown(outcome),
      text: `${all} links between steps, ${copies} of them by equal contents. ${still(outcome)}.`,
    };
  },
  /** @param {Outcome} outcome */
  rewrapped(outcome) {
    const breaks = (outcome.lineage?.prompt.match(/\n/g) ?? []).length;
    return { isGood: areAllKnown(outcome), text: `${breaks} line breaks in the prompt. ${still(outcome)}.` };
  },
  /** @param {Outcome} outcome */
  stringified(outcome) {
    const escapes = (outcome.lineage?.prompt.match(/\\[n"]/g) ?? []).length;
    return {
      isGood: escapes > 0 && areAllKnown(outcome),
      text: `One line of JSON with ${escapes} escapes. ${still(outcome)}.`,
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
      text: `Two traces of ${spans.length} and ${others.length} steps, at the same time. ${crossing} links lead from one to the other.`,
    };
  },
  /** @param {Outcome} outcome */
  joined(outcome) {
    const { spans } = outcome;
    const named = (name) => spans.find((span) => span.name === name);
    const inWorker = spans.filter(({ name }) => ['work', 'rerank', 'answer'].includes(name));
    const leads = (from, to) => named(from)?.links.some(({ spanId }) => spanId === named(to)?.spanId) ?? false;
    return {
      isGood: inWorker.length === 3 && leads('work', 'retrieve') && leads('cite', 'work') && areAllKnown(outcome),
      text: `One trace: ${spans.length - inWorker.length} steps in the page, ${inWorker.length} in the Worker, linked both ways. ${still(outcome)}.`,
    };
  },
  /** @param {Outcome} outcome */
  invented(outcome) {
    const { answer = '', passages = [] } = outcome.lineage ?? {};
    const { known, all } = words(outcome);
    const at = answer.indexOf(INVENTED);
    const isPlain = passages.every(({ ranges }) => ranges.answer[1] <= at || at + INVENTED.length <= ranges.answer[0]);
    return {
      isGood: at >= 0 && isPlain && known > 0,
      text: `${isPlain ? 'The invented sentence has no known source' : 'The invented sentence got a source'}: ${known} of ${all} words have one.`,
    };
  },
  /** @param {Outcome} outcome */
  broken({ spans }) {
    const failed = spans.find(({ name, status }) => name === 'rerank' && status.code === 'error');
    return {
      isGood: failed !== undefined,
      text: failed
        ? `No answer. Step “rerank” failed: ${failed.status.message}. The trace below has its cause.`
        : 'No step failed.',
    };
  },
};
