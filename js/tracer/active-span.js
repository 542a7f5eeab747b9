// Looks up the active span in the context, and from it the parent of a span that starts now. All tracers share one context; each finds its own spans in it.

import { fromHex, random32 } from '../base/random.js';
import { stateOf, within } from '../context/frame.js';
import { inheritedIn } from './inheritance.js';
import { NonRecordingSpan } from './non-recording-span.js';
import { remoteTrace } from './remote-trace.js';
import { SpanState } from './span-state.js';
import { makeTrace } from './trace.js';

/** @typedef {import('./tracer.js').Tracer} Tracer */
/** @typedef {import('../context/frame.js').Frame} Frame */
/**
 * @typedef {object} Place where a span starts
 * @property {Frame[] | undefined} outer the frames that are active there
 * @property {any} parent a SpanState, or a NonRecordingSpan; undefined for a root
 * @property {'recovered' | 'unknown'} [origin] `recovered` if the runtime lost the active span and it was restored, `unknown` if it could not be
 * @property {import('./inheritance.js').Inherited | undefined} inherited
 * @property {SpanState['before']} before
 */

/** Returns the frames of the active spans of all tracers, innermost first. @param {Tracer} tracer @returns {Frame[] | undefined} */
export function activeFrames(tracer) {
  const { context } = tracer;
  return context.get() ?? certain(tracer, context.find?.());
}

/** Returns the state of the tracer's active span. @param {Tracer} tracer */
export const activeState = (tracer) => stateIn(tracer, activeFrames(tracer));

/** Returns the frame of the span that outgoing requests name as their parent. @param {Tracer} tracer */
export function propagatedFrame(tracer) {
  const frame = find(tracer, activeFrames(tracer));
  return frame?.owner && frame;
}

/** Returns the frames for code in which nothing is recorded: a call in an unsampled trace, or one that the event log had no room for. @param {Tracer} tracer */
export function unsampledFrames(tracer) {
  const outer = activeFrames(tracer);
  const parent = parentIn(tracer, outer);
  // A request names a span of this process as its parent, never the caller's: so says W3C Trace Context.
  if (parent?.isUnsampled && !parent.isRemote) return outer;
  const ids = [random32(), random32()];
  const span = new NonRecordingSpan(tracer, parent?.trace ?? makeTrace(), ids, true);
  span.traceContext = parent?.traceContext;
  return within(tracer.owner, span, outer);
}

/** Returns what a span that starts in these frames inherits from `withAttributes()`. @param {Tracer} tracer @param {Frame[] | undefined} frames */
export const inheritedAt = (tracer, frames) =>
  tracer.owner.inheritance && inheritedIn(tracer, frames, find(tracer, frames));

/** Returns the place of a span that starts now. @param {Tracer} tracer @returns {Place} */
export function placeNow(tracer) {
  const { context, openCode } = tracer;
  const active = context.get();
  const before = active || !context.find ? undefined : { found: context.find() };
  const outer = active ?? certain(tracer, before?.found);
  const parent = parentIn(tracer, outer);
  const inherited = inheritedAt(tracer, outer);
  const isRecovered = before !== undefined || context.isRestored?.();
  if (parent) return { outer, parent, inherited, before, origin: isRecovered ? 'recovered' : undefined };
  return { outer, parent, inherited, before, origin: openCode?.hasGoneOn ? 'unknown' : undefined };
}

/** @param {Tracer} tracer @param {Frame[] | undefined} frames */
function stateIn(tracer, frames) {
  const frame = find(tracer, frames, true);
  const state = frame && stateOf(frame);
  return state instanceof SpanState ? state : undefined;
}

/** Returns the frames that `context.find()` found, unless the running code may belong to a span below them. @param {Tracer} tracer @param {Frame[] | undefined} found */
function certain(tracer, found) {
  const state = stateIn(tracer, found);
  return state && tracer.openCode?.mayHide(state) ? undefined : found;
}

/**
 * Returns the innermost frame that the tracer continues, or the frame that suppresses tracing. Tracers made by `init` continue each other's spans.
 * @param {Tracer} tracer @param {Frame[] | undefined} frames @param {boolean} [isOwn] whether only spans of its own owner count
 */
const find = (tracer, frames, isOwn = !tracer.owner.isDefault) =>
  frames?.find(({ owner }) => !owner || owner === tracer.owner || (!isOwn && owner.isDefault));

/** Returns the parent of a span that starts in these frames. Of a span of another tracer, only the IDs are known. @param {Tracer} tracer @param {Frame[] | undefined} frames @returns {any} */
function parentIn(tracer, frames) {
  const frame = find(tracer, frames);
  const state = frame && stateOf(frame);
  if (!frame || state?.tracer === tracer || frame.isUnsampled) return state ?? frame;
  const { traceId, spanId, traceContext } = frame.ids;
  const own = find(tracer, frames, true);
  const trace = own?.ids.traceId === traceId ? stateOf(own)?.trace : undefined;
  const parent = new NonRecordingSpan(tracer, trace ?? remoteTrace(tracer, fromHex(traceId)), fromHex(spanId), false);
  return Object.assign(parent, { traceContext, sessionId: state?.sessionId, userId: state?.userId });
}
