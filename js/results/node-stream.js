import { dataOf } from '../reading/data.js';
import { readable } from '../reading/observed.js';
import { bytesOf } from '../reading/platform.js';
import { tapMethod } from './tap-method.js';

/** @typedef {import('./emitter.js').Emitter} Emitter */

/** Of Node: however it is read, `'data'` tells each chunk. @type {Emitter} */
const NODE_STREAM = {
  methods: ['read', 'pipe', 'emit'],
  emit: 'emit',
  read: '_read',
  leave: 'destroy',
  items: ['data'],
  piece: tellOnce,
  ends: { end: 'drained', error: 'error', close: 'cancelled' },
  over(stream) {
    const { endEmitted, closeEmitted } = dataOf(stream, '_readableState') ?? {};
    return endEmitted ? 'drained' : closeEmitted ? 'cancelled' : undefined;
  },
};

/**
 * What a reader takes and puts back comes a second time, in other chunks perhaps: it is told by the first.
 * @param {import('./tap.js').Tap} tap @param {any} stream
 */
function tellOnce(tap, stream) {
  /** Of what was put back: characters, bytes or objects. */
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

/** @param {unknown} piece an object where it is neither text nor bytes, as a stream of these gives what was put back as it was */
const lengthOf = (piece) =>
  typeof piece === 'string' ? piece.length : isBinary(piece) ? bytesOf(piece, 'Uint8Array').length : 1;

/** @param {any} piece text or bytes @param {number} start */
const rest = (piece, start) =>
  typeof piece === 'string' ? piece.slice(start) : bytesOf(piece, 'Uint8Array').subarray(start);

/** What tells events where no page runs. */
export const SERVER_EMITTERS = [NODE_STREAM];
