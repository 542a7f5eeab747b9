/**
 * A stream to be piped in place of `source`, because a pipe takes chunks where nobody sees them. It asks for a chunk when it
 * is asked for one, and ends, fails and is cancelled together with its source.
 * @param {ReadableStream} source not locked; it is until `release` is called
 * @returns {{ stream: ReadableStream, release: () => void } | undefined} undefined where streams cannot be made
 */
export function relay(source) {
  const reader = source.getReader();
  const release = () => {
    try {
      reader.releaseLock();
    } catch {}
  };
  try {
    return { stream: relayOf(reader), release };
  } catch {
    release();
    return undefined;
  }
}

/** @param {ReadableStreamDefaultReader} reader */
function relayOf(reader) {
  let isReading = false;
  return new ReadableStream(
    {
      start(controller) {
        // When the last chunk is still on its way, the read after it says that it was.
        const onClosed = () => {
          if (!isReading) controller.close();
        };
        reader.closed.then(onClosed, (error) => controller.error(error)).catch(() => {});
      },
      async pull(controller) {
        isReading = true;
        const { done, value } = await reader.read();
        isReading = false;
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
