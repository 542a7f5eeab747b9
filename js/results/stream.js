// ReadableStream: readers, iterators, branches and pipes are watched as they take chunks; nothing is read ahead of them.
import { brandOf } from '../capture/plain.js';
import { tapIterable } from './iterator.js';
import { observe, transparent } from './native-promise.js';
import { relay } from './relay.js';
import { Cursor, listen, tapMethod, tapResult } from './tap.js';

/** @typedef {import('./tap.js').Source} Source */

const STREAM = 'ReadableStream';

/** @param {any} value */
export const isReadableStream = (value) => typeof value.getReader === 'function' && brandOf(value) === STREAM;

/** @param {import('./watch.js').Watch} watch @param {ReadableStream} stream */
export function watchStream(watch, stream) {
  listen(stream, watch, 'stream', (tap) => tapStream(tap, stream));
}

const ignore = () => {};

/** @param {Source} source @param {any} stream */
function tapStream(source, stream) {
  const { tap } = source;
  const isTapped = tapResult(tap, stream, 'getReader', (reader) => tapReader(new Cursor(source), reader));
  if (!isTapped) return false;
  tapIterable(source, stream, 'values');
  tapIterable(source, stream, Symbol.asyncIterator);
  tapResult(tap, stream, 'tee', (branches) => {
    for (const branch of branches) tapStream(new Cursor(source), branch);
  });
  tapResult(tap, stream, 'cancel', () => {
    if (!stream.locked) source.close('cancelled');
  });

  tapMethod(tap, stream, 'pipeTo', (original, thisArg, args) => {
    const relayed = canPipe(thisArg, args) ? relay(thisArg) : undefined;
    if (!relayed) return Reflect.apply(original, thisArg, args);
    const onPiped = () => {
      relayed.release();
      source.end('drained');
    };
    return transparent(Reflect.apply(original, relayed.stream, args), onPiped, relayed.release);
  });
  tapMethod(tap, stream, 'pipeThrough', (original, thisArg, args) => {
    const [pair, options] = args;
    if (brandOf(pair?.readable) !== STREAM || !canPipe(thisArg, [pair.writable, options]))
      return Reflect.apply(original, thisArg, args);
    const { readable, writable } = pair;
    observe(thisArg.pipeTo(writable, options), ignore, ignore);
    return readable;
  });
  return true;
}

/**
 * Otherwise the pipe is refused, and the stream says so itself.
 * @param {ReadableStream} source @param {any[]} args
 */
const canPipe = (source, [destination, options]) =>
  !source.locked &&
  brandOf(destination) === 'WritableStream' &&
  !destination.locked &&
  (options?.signal === undefined || options.signal instanceof AbortSignal);

/** @param {Cursor} cursor @param {any} reader */
function tapReader(cursor, reader) {
  const { tap } = cursor;
  /** @param {{ done: boolean, value: unknown }} result */
  const onRead = ({ done, value }) => {
    if (done) cursor.end('drained');
    else cursor.item(value);
  };
  // The promise may be one of another realm: in Next's edge runtime, streams are the host's.
  tapResult(tap, reader, 'read', (result) => observe(result, onRead, ignore));
  tapResult(tap, reader, 'cancel', () => cursor.close('cancelled'));
  tapResult(tap, reader, 'releaseLock', () => cursor.leave());
  // A read may be refused while the stream is well; `closed` fails with the stream, or when the lock is given up.
  observe(reader.closed, ignore, (error) => cursor.end('error', error));
}
