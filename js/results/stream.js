// ReadableStream: readers, iterators, tee branches and pipes are observed as they take chunks. No chunk is read early.
import { isObject } from '../reading/data.js';
import { passThrough, whenSettled } from '../reading/native-promise.js';
import { brandOf } from '../reading/platform.js';
import { Cursor } from './cursor.js';
import { plainResult, tapIterable } from './iterator.js';
import { pipe } from './pipe.js';
import { listen } from './tap.js';
import { tapMethod, tapResult, tapStep } from './tap-method.js';

/** @typedef {import('./cursor.js').Source} Source */

const STREAM = 'ReadableStream';

/** @param {any} value */
export const isReadableStream = (value) => typeof value.getReader === 'function' && brandOf(value) === STREAM;

/** @param {import('./watch.js').Watch} watch @param {ReadableStream} stream */
export function watchStream(watch, stream) {
  listen(stream, watch, 'stream', (tap) => tapStream(tap, stream));
}

/** @param {Source} source @param {any} stream */
export function tapStream(source, stream) {
  const { tap } = source;
  const { getReader } = stream;
  const isNative = isMethodOfPlatform(stream, 'getReader');
  const isTapped = tapResult(tap, stream, 'getReader', (reader) =>
    tapReader(new Cursor(source), reader, isNative ? passThrough : whenSettled),
  );
  if (!isTapped) return false;
  for (const method of ['values', Symbol.asyncIterator])
    tapIterable(source, stream, method, isMethodOfPlatform(stream, method));
  tapResult(tap, stream, 'tee', (branches) => {
    for (const branch of branches) tapStream(new Cursor(source), branch);
  });
  tapResult(tap, stream, 'cancel', () => {
    if (!stream.locked) source.close('cancelled');
  });

  /**
   * Reads the options as the platform does: once, in its order, and only if there is a destination.
   * @param {any} origin @param {any} destination @param {any} given
   * @param {(options: any) => any} native reports what is wrong with the options, or pipes if the pipe cannot be observed
   */
  const pipeTo = (origin, destination, given, native) => {
    if (brandOf(origin) !== STREAM || brandOf(destination) !== 'WritableStream' || !isObject(given ?? {}))
      return native(given);
    const { preventAbort, preventCancel, preventClose, signal } = given ?? {};
    const options = { preventAbort, preventCancel, preventClose, signal };
    if (origin.locked || destination.locked) return native(options);
    if (signal !== undefined && !(signal instanceof AbortSignal)) {
      const result = native(options);
      if (origin.locked) tap.end('unobservable');
      return result;
    }
    const reader = Reflect.apply(getReader, origin, []);
    const writer = destination.getWriter();
    tapReader(new Cursor(source), reader, whenSettled);
    return pipe(reader, writer, options);
  };
  tapMethod(tap, stream, 'pipeTo', (original, thisArg, [destination, given]) => {
    try {
      return pipeTo(thisArg, destination, given, (options) => Reflect.apply(original, thisArg, [destination, options]));
    } catch (error) {
      return (async () => {
        throw error;
      })();
    }
  });
  tapMethod(tap, stream, 'pipeThrough', (original, thisArg, [pair, given]) => {
    const readable = pair?.readable;
    const writable = brandOf(readable) === STREAM ? pair.writable : undefined;
    const piped = pipeTo(thisArg, writable, given, (options) =>
      Reflect.apply(original, thisArg, [{ readable, writable }, options]),
    );
    if (piped !== readable) whenSettled(piped);
    return readable;
  });
  return true;
}

/** Whether a method is the platform's, so that the promises and iterators that it returns are new. @param {any} stream @param {PropertyKey} name */
const isMethodOfPlatform = (stream, name) =>
  stream[name] === /** @type {any} */ (globalThis.ReadableStream?.prototype)?.[name];

/** @param {Cursor} cursor @param {any} reader @param {typeof passThrough} follow observes the promise of a read */
function tapReader(cursor, reader, follow) {
  const { tap } = cursor;
  const onRead = (/** @type {any} */ result) => {
    const { done, value } = plainResult(result);
    if (done) cursor.end('drained');
    else cursor.item(value);
  };
  // The promise may belong to another realm: in Next's edge runtime, streams are the host's.
  tapStep(tap, reader, 'read', { after: (result) => follow(result, onRead) });
  tapResult(tap, reader, 'cancel', () => cursor.close('cancelled'));
  tapResult(tap, reader, 'releaseLock', () => cursor.leave());
  // A read may fail while the stream is fine. `closed` rejects when the stream fails, or when the lock is released.
  whenSettled(reader.closed, undefined, (error) => cursor.end('error', error));
}
