// Node streams, as emitters.
import { dataOf } from '../reading/data.js';
import { readable } from '../reading/observed.js';
import { bytesOf } from '../reading/platform.js';
import { tapMethod } from './tap-method.js';

/** @typedef {import('./emitter.js').Emitter} Emitter */

/** Node's streams: `'data'` reports each chunk, however the stream is read. @type {Emitter} */
const NODE_STREAM = {
  methods: ['read', 'pipe', 'emit'],
  emit: 'emit',
  read: '_read',
  leave: 'destroy',
  items: ['data'],
  piece: reportOnce,
  ends: { end: 'drained', error: 'error', close: 'cancelled' },
  over(stream) {
    const { endEmitted, closeEmitted } = dataOf(stream, '_readableState') ?? {};
    return endEmitted ? 'drained' : closeEmitted ? 'cancelled' : undefined;
  },
};

/**
 * Reports each chunk once. A reader may put a chunk back with `unshift`; it then comes a second time, perhaps in other pieces.
 * @param {import('./tap.js').Tap} tap @param {any} stream
 */
function reportOnce(tap, stream) {
  /** How much was put back, in characters, bytes or objects. */
  let left = 0;
  let isBytes = false;
  tapMethod(tap, stream, 'unshift', (original, thisArg, args) => {
    try {
      const [chunk, encoding] = args;
      if (tap.at > 0 && chunk !== null)
        left += isBytes && typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : lengthOf(chunk);
    } catch {}
    return Reflect.apply(original, thisArg, args);
  });
  return (/** @type {unknown} */ piece) => {
    isBytes = isBinary(piece);
    const length = left && lengthOf(piece);
    const known = Math.min(left, length);
    left -= known;
    if (known === 0) tap.item(piece);
    else if (known < length) tap.item(rest(piece, known));
  };
}

/** @param {unknown} piece */
const isBinary = (piece) => readable(piece) instanceof Uint8Array;

/** @param {unknown} piece counts as 1 if it is neither text nor bytes: object streams return what was put back unchanged */
const lengthOf = (piece) =>
  typeof piece === 'string' ? piece.length : isBinary(piece) ? bytesOf(piece, 'Uint8Array').length : 1;

/** @param {any} piece text or bytes @param {number} start */
const rest = (piece, start) =>
  typeof piece === 'string' ? piece.slice(start) : bytesOf(piece, 'Uint8Array').subarray(start);

/** Emitters that only servers have. */
export const SERVER_EMITTERS = [NODE_STREAM];
