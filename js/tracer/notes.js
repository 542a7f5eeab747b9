// Records details of an open span: its values, its content, and annotations. Only a stack overflow throws here, and callers catch it.

import { microseconds } from '../base/clock.js';
import { asksModel } from '../base/kinds.js';
import { copyOf, put } from '../capture/plain.js';
import { describeFailure, failureAttributes } from '../failures/describe-failure.js';
import * as SHAPE from '../log/records/shape.js';
import * as SIDE from '../log/records/side.js';
import { NONE } from '../log/records.js';
import { readRequest } from '../providers/request.js';
import { hasClass, isObject } from '../reading/data.js';
import { readable } from '../reading/observed.js';
import { allTags, fieldAttributes, readAnnotations, tagsOf } from './annotate.js';
import { addAttributes } from './attributes.js';

/** @typedef {import('./span-state.js').SpanState} SpanState */
/** @typedef {import('../index.js').SpanOptions} SpanOptions */

const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0{16})[0-9a-f]{16}$/;

/** Characters, of one span. */
const MAX_METADATA = 2 ** 20;

/** How a result may end before it is complete. */
const UNFINISHED = { cancelled: 1, collected: 1, timeout: 1, evicted: 1, unobservable: 1 };

/** Whether a framework may have added the argument, as the function does not declare it. @param {SpanState} state @param {number} index */
const isExtra = ({ parameters }, index) => parameters > 0 && index >= parameters;

/** Whether `state` runs in `outer`, which then started before it. @param {SpanState} outer @param {SpanState} state */
function isAround(outer, state) {
  let at = state.parent;
  while (at && at.number > outer.number) at = at.parent;
  return at === outer;
}

export class Notes {
  #tracer;
  #content;
  #recorder;
  /** Links made by `span.link()`. */
  manualLinks = 0;

  /** @param {import('./tracer.js').Tracer} tracer @param {import('./content.js').Content} content @param {import('./recorder.js').Recorder} recorder */
  constructor(tracer, content, recorder) {
    this.#tracer = tracer;
    this.#content = content;
    this.#recorder = recorder;
  }

  /** Records the arguments of a call. @param {SpanState} state @param {unknown[]} args @param {SpanOptions} options @param {unknown} self */
  args(state, args, options, self) {
    this.#tracer.recordSafely(() => {
      if (args.length > 0) this.#readStreams(state);
      for (let i = 0; i < args.length; i++) this.#arg(state, args[i], i);
      this.#content.args(state, args, options.args);
      if (asksModel(state.template.kind)) this.#request(state, readRequest(args[0], self), options);
    });
  }

  /** Records an argument. An extra one is often the framework's state, which holds everything: its members are no evidence. @param {SpanState} state @param {unknown} value @param {number} index */
  #arg(state, value, index) {
    const extra = isExtra(state, index) && !Array.isArray(value);
    if (!extra || !hasClass(readable(value)))
      this.#recorder.value(state, SIDE.INPUT, SHAPE.ARGUMENT, index, value, extra);
  }

  /** Records model and provider of a request, unless the options name them. @param {SpanState} state @param {import('../providers/request.js').Request | undefined} request @param {SpanOptions} said */
  #request(state, request, said) {
    const given = (/** @type {'model' | 'provider'} */ key) =>
      said[key] === undefined ? this.#content.fact(state, 'input', request?.[key] || undefined) : undefined;
    addAttributes(state, fieldAttributes({ model: given('model'), provider: given('provider') }), false);
  }

  /**
   * Records the identity of an output: a promise, a stream, a result. Its content follows at the end of the span.
   * @param {SpanState} state @param {unknown} value @param {boolean} isSource whether it gives other values than its members
   */
  output(state, value, isSource) {
    if (state.ended || !isObject(value) || !this.#tracer.settings.links.isOn || !this.#tracer.hasRoom) return;
    this.#tracer.recordSafely(() => this.#recorder.value(state, SIDE.OUTPUT, SHAPE.WHOLE, NONE, value, isSource));
  }

  /**
   * Records an item that is yielded or streamed.
   * @param {SpanState} state @param {unknown} item @param {number} index @param {string | undefined} json the collector's JSON of it
   */
  item(state, item, index, json) {
    if (state.ended) return;
    state.activeAt = microseconds(state.trace.offset);
    if (!this.#content.isTaken(item) || !this.#tracer.hasRoom) return;
    this.#tracer.recordSafely(() => {
      this.#recorder.value(state, SIDE.OUTPUT, SHAPE.ITEM, index, item);
      this.#content.item(state, item, index, json);
    });
  }

  /** Records what open streams have given so far, as it may be in the input of `state`. @param {SpanState} state */
  #readStreams(state) {
    const { streams } = state.trace;
    if (!streams || !state.isLinked || !this.#tracer.hasRoom) return;
    for (const stream of streams) stream.report();
    streams.clear();
  }

  /**
   * The same for the output of `state`, but for what hands that on: the spans around it, and streams that began to give after it did. Those may as well be
   * its sources if it was interrupted, as items were on their way.
   * @param {SpanState} state @param {boolean} isInterrupted
   */
  #readStreamsInside(state, isInterrupted) {
    const { streams } = state.trace;
    if (!streams || !state.isLinked || !this.#tracer.hasRoom) return;
    for (const stream of streams) {
      if (stream.span === state && !isInterrupted) return;
      if (isAround(stream.span, state)) continue;
      stream.report();
      streams.delete(stream);
    }
  }

  /** Records what a result gives besides its items, such as a generator's return value. @param {SpanState} state @param {unknown} value */
  returned(state, value) {
    if (!state.ended && this.#tracer.hasRoom)
      this.#tracer.recordSafely(() => this.#content.whole(state, SIDE.OUTPUT, value, false));
  }

  /**
   * Records the complete output, as far as it was seen.
   * @param {SpanState} state @param {() => import('../results/collect.js').Collected} read @param {import('../results/index.js').How} how it ended
   */
  response(state, read, how) {
    if (state.ended) return;
    this.#tracer.recordSafely(() => {
      const isUnfinished = how in UNFINISHED;
      // First, as the rest may fail.
      if (isUnfinished) addAttributes(state, { 'spanloom.result': how });
      this.#readStreamsInside(state, isUnfinished);
      const { value, usage, model, finishReasons, isCut } = read();
      const isExported = state.captureOutput && !state.hasOutput;
      this.#content.whole(state, SIDE.OUTPUT, value, isExported, !state.isLinkedByItems, isCut);
      if (!usage) return;
      const fact = (/** @type {string | undefined} */ text) => this.#content.fact(state, 'output', text);
      const reasons = finishReasons?.flatMap((reason) => fact(reason) ?? []);
      const attributes = {
        ...usage,
        'gen_ai.response.model': fact(model) || undefined,
        'gen_ai.response.finish_reasons': reasons?.length ? reasons : undefined,
      };
      // Annotations have precedence.
      addAttributes(state, attributes, false);
    });
  }

  /** Records a thrown value. @param {SpanState} state @param {unknown} thrown */
  thrown(state, thrown) {
    this.#tracer.recordSafely(() => {
      this.#recorder.value(state, SIDE.OUTPUT, SHAPE.THROWN, NONE, thrown);
      this.#failure(state, thrown);
    });
  }

  /** @param {SpanState} state @param {unknown} thrown @param {boolean} [isOpen] whether more than its class may be exported of a value that is no error */
  #failure(state, thrown, isOpen = state.captureOutput) {
    // The message of an error is not content; members of any other object are.
    const show = (/** @type {unknown} */ value) =>
      isOpen || typeof value === 'string' ? this.#content.text(state, 'error', value) : undefined;
    const failure = describeFailure(thrown, show, isOpen);
    state.failure = failure;
    addAttributes(state, failureAttributes(failure));
  }

  /** @param {SpanState} state @param {import('../index.js').Annotations} given */
  annotate(state, given) {
    if (state.ended) return;
    const { onError } = this.#tracer.settings;
    // One by one, so that a failure costs only one field.
    const note = (/** @type {() => void} */ step) => this.#tracer.recordSafely(step);
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
    note(() => {
      const tags = others.tags && allTags(state.inheritedTags, tagsOf(others.tags));
      addAttributes(state, fieldAttributes({ ...others, tags, sessionId, userId }, this.#tracer.counts));
    });
    if (error !== undefined && error !== null)
      note(() => this.#failure(state, error, state.captureOutput || !isObject(error)));
  }

  /** @param {SpanState} state @param {object} metadata is added to earlier metadata */
  #metadata(state, metadata) {
    const { data, length = 0 } = copyOf(metadata, MAX_METADATA) ?? {};
    state.metadataLength += length;
    if (state.metadataLength > MAX_METADATA || typeof data !== 'object') {
      this.#tracer.counts.omitted += 1;
      return;
    }
    state.metadata ??= {};
    for (const [key, value] of Object.entries(data ?? {})) put(state.metadata, key, value);
  }

  /** Records all metadata, at the end of the span. @param {SpanState} state */
  metadata(state) {
    this.#tracer.recordSafely(() => {
      addAttributes(state, { metadata: this.#content.text(state, 'metadata', state.metadata) });
    });
  }

  /** @param {SpanState} state @param {number} side @param {unknown} value */
  #annotateContent(state, side, value) {
    const isInput = side === SIDE.INPUT;
    if (isInput) this.#readStreams(state);
    else this.#readStreamsInside(state, false);
    this.#recorder.value(state, side, SHAPE.WHOLE, NONE, value);
    this.#content.whole(state, side, value, isInput ? state.captureInput : state.captureOutput);
    if (!isInput) state.hasOutput = true;
  }

  /** @param {SpanState} state @param {{ traceId: string, spanId: string }} other @param {Record<string, unknown>} attributes */
  link(state, other, attributes) {
    if (state.ended) return;
    this.#tracer.recordSafely(() => {
      const { traceId, spanId } = Object(other);
      if (!TRACE_ID.test(traceId) || !SPAN_ID.test(spanId))
        throw new TypeError('span.link() takes a span, or { traceId, spanId } in lower-case hex');
      this.#recorder.link(state, traceId, spanId, attributes);
      this.manualLinks += 1;
    });
  }
}
