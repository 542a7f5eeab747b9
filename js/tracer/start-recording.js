// Starts spans: decides whether one is recorded, fills in its state, and logs it.

import { timeIn } from '../base/clock.js';
import { random32 } from '../base/random.js';
import * as PRIVACY from '../log/records/privacy.js';
import { placeNow } from './active-span.js';
import { addAttributes } from './attributes.js';
import { evictSurplus } from './eviction.js';
import { inherit } from './inherited.js';
import { isSampled } from './sampling.js';
import { SpanState } from './span-state.js';
import { makeTrace, nextNumber } from './trace.js';

/** @typedef {import('./tracer.js').Tracer} Tracer */
/** @typedef {import('./templates.js').Template} Template */
/** @typedef {import('./active-span.js').Place} Place */
/** @typedef {import('../index.js').SpanOptions & { isCarrier?: boolean | undefined }} SpanOptions `isCarrier` is no option of users */

const UNCAPTURED = { captureInput: false, captureOutput: false };

/**
 * Starts a span below the active one. Returns undefined if it is not recorded.
 * @param {Tracer} tracer @param {Template} template @param {SpanOptions} options @param {number} fn the number of the called function
 * @param {unknown[]} [args] of the call, if there is one @param {number} [parameters] how many of them the function declares; 0 if unknown
 * @returns {SpanState | undefined}
 */
export function startRecording(tracer, template, options, fn, args, parameters = 0) {
  const { counts } = tracer;
  const place = placeNow(tracer);
  const { parent } = place;
  if (parent ? parent.isUnsampled : !isSampled(tracer, template)) {
    counts.unsampled += 1;
    return undefined;
  }
  if (!tracer.pipeline.hasRoom) {
    counts.unrecorded += 1;
    return undefined;
  }
  const state = create(tracer, place, template, options);
  state.fn = fn;
  state.parameters = parameters;
  announce(state, place);
  // From here on the span exists and will end, whatever throws.
  counts.started += 1;
  if (state.invocation) state.invocation.open += 1;
  try {
    onStarted(state, place, args !== undefined);
  } catch {
    counts.failedNotes += 1;
  }
  return state;
}

/**
 * Starts a span that stands for a step in another process, below the active one. It is neither counted nor exported.
 * @param {Tracer} tracer @returns {SpanState | undefined} undefined if there is no active span, or nothing is recorded about it
 */
export function recordStandIn(tracer) {
  const place = placeNow(tracer);
  if (!place.parent || place.parent.isUnsampled) return undefined;
  if (!tracer.hasRoom) return tracer.ignoreCarrier('event_log_full');
  const state = create(tracer, place, tracer.templates.get('task', 'message'), UNCAPTURED);
  state.isStandIn = true;
  announce(state, place);
  return state;
}

/** @param {SpanState} state @param {Place} place */
function announce(state, { parent }) {
  const { openSpans, recorder } = state.tracer;
  // A trace that is done is not in the core any more.
  if (parent?.ended) recorder.trace(parent.trace);
  openSpans.add(state);
  recorder.start(state);
}

/** @param {Tracer} tracer @param {Place} place @param {Template} template @param {SpanOptions} options */
function create(tracer, { parent, outer, before, inherited }, template, options) {
  const { capture, mask } = tracer.settings;
  const state = new SpanState(tracer, parent ? parent.trace : newTrace(tracer), parent, template, outer);
  state.number = nextNumber();
  state.before = before;
  state.id0 = random32();
  state.id1 = random32();
  state.isLinked = options.links !== false;
  state.isCarrier = options.isCarrier === true;
  state.captureInput = options.captureInput ?? capture.input;
  state.captureOutput = options.captureOutput ?? capture.output;
  state.privacy =
    (mask || !state.captureInput ? PRIVACY.INPUT : 0) | (mask || !state.captureOutput ? PRIVACY.OUTPUT : 0);
  state.sessionId = options.sessionId ?? inherited?.sessionId ?? parent?.sessionId;
  state.userId = options.userId ?? inherited?.userId ?? parent?.userId;
  state.start = timeIn(state.trace);
  state.activeAt = state.start;
  return state;
}

/** @param {SpanState} state @param {Place} place @param {boolean} isCall */
function onStarted(state, { parent, origin, inherited }, isCall) {
  const { tracer } = state;
  // The owner at the start of the trace, as it may change before the span ends.
  state.ownerStamps = parent?.ownerStamps ?? tracer.pipeline.ownerStamps;
  evictSurplus(tracer);
  if (inherited) inherit(state, inherited);
  if (isCall) tracer.openCode?.opened(state);
  if (!origin) return;
  tracer.counts[origin] += 1;
  state.isLost = origin === 'unknown';
  addAttributes(state, { 'spanloom.context': origin });
}

/** @param {Tracer} tracer */
function newTrace(tracer) {
  const trace = makeTrace();
  tracer.recorder.trace(trace);
  return trace;
}
