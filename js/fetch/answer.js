// What an answer says about the steps of the other side that produced it.
import { LINEAGE_HEADER, parseLineage } from '../propagate/lineage.js';
import { Collector } from '../results/collect.js';
import { watchResult } from '../results/index.js';
import { identify, noteLineage, noteMessage, startStandIn } from '../tracer/lineage.js';
import { ResultObserver } from '../wrapping/result-observer.js';

/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */
/** @typedef {import('../results/index.js').Observer} Observer */

/**
 * Records the lineage of an answer, and, as it is read, what it contains.
 * @param {SpanState} state the span that the request named @param {Response} response
 */
export function readAnswer(state, response) {
  const { tracer, trace, frames, id0, id1 } = state;
  const text = response.headers.get(LINEAGE_HEADER);
  if (text === null || !tracer.settings.links.byContent) return;
  const lineage = parseLineage(text);
  if (!lineage) {
    tracer.ignoreCarrier('invalid_lineage');
    return;
  }
  if (!lineage.producer) {
    noteLineage(tracer, trace, undefined, [id0, id1], lineage.bytes);
    watchResult(response, new Message(state));
    return;
  }
  // A cache gives one answer to many, but the span that produced it belongs to the trace of the first.
  if (lineage.caller?.[0] !== id0 || lineage.caller[1] !== id1) {
    tracer.ignoreCarrier('foreign_lineage');
    return;
  }
  const standIn = tracer.context.run(frames, () => startStandIn(tracer), undefined, []);
  if (!standIn) return;
  identify(standIn, lineage.producer);
  watchResult(response, new ResultObserver(standIn));
}

/** Notes the content of an answer when it has been read. @implements {Observer} */
class Message {
  #state;
  /** @type {Collector | undefined} */
  #items;

  /** @param {SpanState} state */
  constructor(state) {
    this.#state = state;
  }

  /** @param {unknown} value @param {string} stage */
  value(value, stage) {
    if (stage === 'completed') this.#note(value);
  }

  /** @param {unknown} item */
  item(item) {
    this.#items ??= new Collector(this.#state.tracer.content.assembledLimit(this.#state));
    this.#items.add(item);
  }

  watching() {}

  end() {
    if (this.#items) this.#note(this.#items.result().value);
  }

  /** @param {unknown} value */
  #note(value) {
    const { tracer, trace } = this.#state;
    noteMessage(tracer, trace, value);
  }
}
