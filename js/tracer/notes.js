// What is noted of a span while it is open: its values, its content, and what is said about it. Only a stack overflow throws here, and callers catch it.

import { copyOf, put } from '../capture/plain.js';
import { isObject } from '../identity/object-ids.js';
import * as SHAPE from '../log/records/shape.js';
import * as SIDE from '../log/records/side.js';
import { NONE } from '../log/records.js';
import { fieldAttributes, readAnnotations } from './annotate.js';
import { addAttributes } from './attributes.js';
import { microseconds } from './clock.js';
import { describeFailure, failureAttributes } from './errors.js';

/** @typedef {import('./span-state.js').SpanState} SpanState */
/** @typedef {import('../index.js').SpanOptions} SpanOptions */

const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0{16})[0-9a-f]{16}$/;

/** Characters of metadata of one span. */
const MOST_METADATA = 2 ** 20;

/** Ends of a result that may have more to give than was seen. */
const UNFINISHED = { cancelled: 1, collected: 1, timeout: 1, evicted: 1, unobservable: 1 };

export class Notes {
  #tracer;
  #content;
  #recorder;
  #scopes;
  /** Links that were made by hand. */
  manualLinks = 0;

  /**
   * @param {import('./tracer.js').Tracer} tracer @param {import('./content.js').Content} content @param {import('./recorder.js').Recorder} recorder
   * @param {import('../context/value-scopes.js').ValueScopes | undefined} scopes
   */
  constructor(tracer, content, recorder, scopes) {
    this.#tracer = tracer;
    this.#content = content;
    this.#recorder = recorder;
    this.#scopes = scopes;
  }

  /** The arguments of a call. @param {SpanState} state @param {unknown[]} args @param {SpanOptions} options */
  args(state, args, options) {
    this.#tracer.observe(() => {
      for (let i = 0; i < args.length; i++) this.#recorder.value(state, SIDE.INPUT, SHAPE.ARGUMENT, i, args[i]);
      this.#scopes?.hold(state, args);
      this.#content.args(state, args, options.args);
    });
  }

  /** An object on the output side: a promise, a stream, a result. Its content comes when the span ends. @param {SpanState} state @param {unknown} value */
  output(state, value) {
    if (this.#scopes) this.#tracer.observe(() => this.#scopes?.hold(state.parent, [value]));
    if (state.ended || !isObject(value) || !this.#tracer.settings.links.isOn || !this.#tracer.hasRoom) return;
    this.#tracer.observe(() => this.#recorder.value(state, SIDE.OUTPUT, SHAPE.WHOLE, NONE, value));
  }

  /**
   * An item that is yielded or streamed.
   * @param {SpanState} state @param {unknown} item @param {number} index @param {string | undefined} json what the collector made of it
   */
  item(state, item, index, json) {
    if (this.#scopes) this.#tracer.observe(() => this.#scopes?.hold(state.parent, [item]));
    if (state.ended) return;
    state.activeAt = microseconds(state.trace.offset);
    if (!this.#content.isTaken(item) || !this.#tracer.hasRoom) return;
    this.#tracer.observe(() => {
      this.#recorder.value(state, SIDE.OUTPUT, SHAPE.ITEM, index, item);
      this.#content.item(state, item, index, json);
    });
  }

  /** What a generator returned after its items. @param {SpanState} state @param {unknown} value */
  returned(state, value) {
    if (!state.ended && this.#tracer.hasRoom)
      this.#tracer.observe(() => this.#content.whole(state, SIDE.OUTPUT, value, false));
  }

  /** How many characters of a stream are to be assembled. @param {SpanState} state */
  assembledLimit(state) {
    return this.#content.assembledLimit(state);
  }

  /**
   * What the span gave in the end, as far as it was seen.
   * @param {SpanState} state @param {() => import('../results/collect.js').Collected} read @param {import('../results/index.js').How} how it ended
   */
  response(state, read, how) {
    if (state.ended) return;
    this.#tracer.observe(() => {
      const isUnfinished = how in UNFINISHED;
      // First: what comes then may fail.
      if (isUnfinished) addAttributes(state, { 'spanloom.result': how });
      const { value, usage, model, finishReasons, isCut } = read();
      const isExported = state.captureOutput && !state.hasOutput;
      this.#content.whole(state, SIDE.OUTPUT, value, isExported, !state.isLinkedByItems, isCut);
      if (!usage && !model && !finishReasons) return;
      const facts = this.#content.facts(state, { model, finishReasons });
      const attributes = fieldAttributes({ usage });
      if (facts.model) attributes['gen_ai.response.model'] = facts.model;
      if (facts.finishReasons?.length) attributes['gen_ai.response.finish_reasons'] = facts.finishReasons;
      // What was said by hand stands.
      addAttributes(state, attributes, false);
    });
  }

  /** What was thrown. @param {SpanState} state @param {unknown} thrown */
  thrown(state, thrown) {
    this.#tracer.observe(() => {
      this.#recorder.value(state, SIDE.OUTPUT, SHAPE.THROWN, NONE, thrown);
      this.#failure(state, thrown);
    });
  }

  /** @param {SpanState} state @param {unknown} thrown */
  #failure(state, thrown) {
    const { mask } = this.#tracer.settings;
    const masked = (/** @type {string} */ text) => this.#content.value(state, 'error', text)?.text.toString();
    const failure = describeFailure(thrown, mask && masked);
    state.failure = failure;
    addAttributes(state, { 'error.type': failure.type, ...failureAttributes(failure) });
  }

  /** @param {SpanState} state @param {import('../index.js').Annotations} given */
  annotate(state, given) {
    if (state.ended) return;
    const { onError } = this.#tracer.settings;
    // One by one: what fails costs only itself.
    const note = (/** @type {() => void} */ step) => this.#tracer.observe(step);
    /** @type {import('../index.js').Annotations} */
    let fields = {};
    note(() => {
      fields = readAnnotations(given, onError);
    });
    const { input, output, error, metadata, attributes, sessionId, userId, ...others } = fields;
    state.sessionId = sessionId ?? state.sessionId;
    state.userId = userId ?? state.userId;
    if (input !== undefined) note(() => this.#annotateContent(state, SIDE.INPUT, input));
    if (output !== undefined) note(() => this.#annotateContent(state, SIDE.OUTPUT, output));
    if (metadata) note(() => this.#metadata(state, metadata));
    if (attributes) note(() => addAttributes(state, attributes));
    note(() => addAttributes(state, fieldAttributes({ ...others, sessionId, userId }, this.#tracer.counts)));
    if (error !== undefined && error !== null) note(() => this.#failure(state, error));
  }

  /** @param {SpanState} state @param {Record<string, unknown>} metadata is added to what was said before */
  #metadata(state, metadata) {
    const { data, length = 0 } = copyOf(metadata, MOST_METADATA) ?? {};
    state.metadataLength += length;
    if (state.metadataLength > MOST_METADATA || typeof data !== 'object') {
      this.#tracer.counts.omitted += 1;
      return;
    }
    state.metadata ??= {};
    for (const [key, value] of Object.entries(data ?? {})) put(state.metadata, key, value);
  }

  /** All that was said of it. @param {SpanState} state */
  metadata(state) {
    this.#tracer.observe(() => {
      addAttributes(state, { metadata: this.#content.value(state, 'metadata', state.metadata)?.text.toString() });
    });
  }

  /** @param {SpanState} state @param {number} side @param {unknown} value */
  #annotateContent(state, side, value) {
    this.#recorder.value(state, side, SHAPE.WHOLE, NONE, value);
    const isInput = side === SIDE.INPUT;
    this.#content.whole(state, side, value, isInput ? state.captureInput : state.captureOutput);
    if (!isInput) state.hasOutput = true;
  }

  /** @param {SpanState} state @param {{ traceId: string, spanId: string }} other @param {Record<string, unknown>} attributes */
  link(state, other, attributes) {
    if (state.ended) return;
    this.#tracer.observe(() => {
      const { traceId, spanId } = Object(other);
      if (!TRACE_ID.test(traceId) || !SPAN_ID.test(spanId))
        throw new TypeError('span.link() takes a span, or { traceId, spanId } in lower-case hex');
      this.#recorder.link(state, traceId, spanId, attributes);
      this.manualLinks += 1;
    });
  }
}
