// Objects that report their contents by events. Only the method that emits them is shadowed: no listener is added and no method is called. So an error event
// that has no listener still throws, and nothing flows before the user's code reads.
import { SERVER_EMITTERS } from '#results';
import { eventStream } from '../providers/openai-client.js';
import { dataOf, hasMethod } from '../reading/data.js';
import { readable } from '../reading/observed.js';
import { listen } from './tap.js';
import { tapMethod, tapResult } from './tap-method.js';

/** @typedef {import('./index.js').How} How */
/** @typedef {import('./tap.js').Tap} Tap */
/** @typedef {import('./watch.js').Watch} Watch */

/**
 * A kind of emitter: how to recognize it, and what its events mean.
 * @typedef {Object} Emitter
 * @property {string[]} methods an emitter of this kind has all of these
 * @property {string} emit the method that emits an event: its name, then its arguments
 * @property {string} [read] the method that fetches more; its calls belong to the span
 * @property {string} [leave] the method by which a reader stops early; its argument is an error
 * @property {string} [start] the event before all items. If it was missed, whole answers are read instead of their pieces
 * @property {string[]} items events whose first argument is a piece
 * @property {(tap: Tap, emitter: any) => (piece: unknown) => void} [piece] reports a piece, if that takes more than passing it on
 * @property {string} [whole] the event whose first argument is a whole answer
 * @property {string[]} [answers] members that hold all answers at the end
 * @property {Record<string, How>} ends how the events that end it end it
 * @property {(emitter: any) => How | undefined} over how it ended, or undefined while events can follow
 */

const EMITTERS = [eventStream, ...SERVER_EMITTERS];

/** Undefined for an emitter that has no end, such as a server or a database client. @param {any} value */
export const emitterOf = (value) => EMITTERS.find(({ methods }) => methods.every((method) => hasMethod(value, method)));

/** @param {Watch} watch @param {any} emitter */
export function watchEmitter(watch, emitter) {
  const kind = /** @type {Emitter} */ (emitterOf(emitter));
  const over = kind.over(emitter);
  if (!over) return listen(emitter, watch, 'stream', (tap) => tapEmitter(tap, emitter, kind));
  watch.watching('stream');
  giveAnswers(watch, emitter, kind);
  watch.end(over);
}

/** @param {Watch | Tap} listener @param {any} emitter @param {Emitter} kind */
function giveAnswers(listener, emitter, { answers = [] }) {
  for (const answer of answers.flatMap((member) => dataOf(emitter, member) ?? [])) listener.item(answer);
}

/** @param {Tap} tap @param {any} emitter @param {Emitter} kind */
function tapEmitter(tap, emitter, kind) {
  const { emit, read, leave, start, items, whole, ends } = kind;
  let isStarted = !start;
  let hasPieces = false;
  if (read) tapResult(tap, emitter, read);
  const onPiece = kind.piece?.(tap, emitter) ?? ((/** @type {unknown} */ piece) => tap.item(piece));
  /** Passes the arguments of a method to `look` before the call. @param {any} target @param {string} method @param {(...args: any[]) => void} look */
  const tapCall = (target, method, look) =>
    tapMethod(tap, target, method, (original, thisArg, args) => {
      try {
        look(...args);
      } catch {}
      return Reflect.apply(original, thisArg, args);
    });
  /** @param {unknown} [error] */
  const onLeave = (error) => {
    // An AbortSignal destroys a stream with an error of its own.
    if (!error || dataOf(readable(error), 'code') === 'ABORT_ERR') tap.end('cancelled');
  };
  if (leave) tapCall(emitter, leave, onLeave);
  tapResult(tap, emitter, Symbol.asyncIterator, (iterator) => tapCall(iterator, 'return', onLeave));
  return tapCall(emitter, emit, (event, value) => {
    const isPiece = isStarted && items.includes(event);
    hasPieces ||= isPiece;
    if (isPiece || (event === whole && !hasPieces)) onPiece(value);
    else if (event === start) isStarted = true;
    else if (typeof event === 'string' && Object.hasOwn(ends, event)) {
      if (tap.at === 0) giveAnswers(tap, emitter, kind);
      tap.end(ends[event], value);
    }
  });
}
