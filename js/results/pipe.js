// `pipeTo` with visible chunks: `ReadableStreamPipeTo` of the Streams Standard, by the public methods of both sides.
// A stream in between would pull its source at other times than a pipe does, and would lose its queue when one side fails.
import { nativePromise, whenSettled } from '../reading/native-promise.js';

/** @typedef {{ preventAbort: unknown, preventCancel: unknown, preventClose: unknown, signal: AbortSignal | undefined }} PipeOptions */

const settled = () => {};

/**
 * Moves the chunks of `reader` to `writer`, and releases both locks at the end.
 * @param {ReadableStreamDefaultReader} reader @param {WritableStreamDefaultWriter} writer @param {PipeOptions} options
 * @returns {Promise<void>} settles as the promise of `pipeTo` does
 */
export function pipe(reader, writer, { preventAbort, preventCancel, preventClose, signal }) {
  let isShuttingDown = false;
  let isSourceErrored = false;
  let isDestinationClosed = false;
  const isDestinationOver = () => isDestinationClosed || writer.desiredSize === null;
  // The last read and the last write.
  /** @type {Promise<void> | undefined} */
  let reading;
  let writing = (async () => {})();

  /** @param {ReadableStreamReadResult<any>} result */
  const onRead = ({ done, value }) => {
    if (done) return true;
    writing = writer.write(value);
    whenSettled(writing);
    return false;
  };
  const run = async () => {
    while (!isShuttingDown) {
      await writer.ready;
      const isDone = reader.read().then(onRead);
      reading = isDone.then(settled, settled);
      // With these two, a chunk takes as many microtasks as in the standard's reference implementation. Sources depend on that.
      await undefined;
      await undefined;
      if (await isDone) return;
    }
  };
  /** Waits until all chunks that were read are written, including those that are read meanwhile. */
  const written = async () => {
    const last = writing;
    await last;
    await undefined;
    if (last !== writing) await written();
  };

  return new (nativePromise())((resolve, reject) => {
    /** @param {{ error: unknown } | undefined} failure @param {unknown} [action] */
    const shutDown = async (failure, action) => {
      if (isShuttingDown) return;
      isShuttingDown = true;
      let result = failure;
      try {
        if (!isDestinationOver()) await (reading && written());
        if (typeof action === 'function') await action();
      } catch (error) {
        result = { error };
      }
      signal?.removeEventListener('abort', onAbort);
      try {
        reader.releaseLock();
        // A chunk that arrived before the lock was released is written.
        await reading;
      } catch {}
      writer.releaseLock();
      if (result) reject(result.error);
      else resolve();
    };
    const onAbort = () => {
      const error = signal?.reason;
      shutDown({ error }, () =>
        Promise.all([
          preventAbort || isDestinationOver() || writer.abort(error),
          preventCancel || isSourceErrored || reader.cancel(error),
        ]),
      );
    };
    /** @param {unknown} error */
    const onDestinationError = (error) => shutDown({ error }, preventCancel || (() => reader.cancel(error)));

    whenSettled(reader.closed, undefined, (error) => {
      isSourceErrored = true;
      shutDown({ error }, preventAbort || (() => writer.abort(error)));
    });
    whenSettled(writer.closed, undefined, onDestinationError);
    whenSettled(reader.closed, () => {
      if (isShuttingDown) return;
      // A last read, so that those who observe the reads see the end.
      whenSettled(reader.read());
      shutDown(undefined, preventClose || (() => (isDestinationOver() ? writer.closed : writer.close())));
    });
    whenSettled(writer.closed, () => {
      isDestinationClosed = true;
      onDestinationError(new TypeError('Destination WritableStream is closed'));
    });

    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort);
    whenSettled(run());
  });
}
