// The ways to read a stream to its end, or not; each gives what it got.

/** @param {AsyncIterable<any>} items @param {number} [leaveAfter] */
export async function items(items, leaveAfter = Number.POSITIVE_INFINITY) {
  const all = [];
  for await (const item of items) if (all.push(item) >= leaveAfter) break;
  return all;
}

/** @param {ReadableStream} stream */
export async function byReader(stream) {
  const reader = stream.getReader();
  const all = [];
  for (let step = await reader.read(); !step.done; step = await reader.read()) all.push(step.value);
  return all;
}

/** @param {ReadableStream} stream */
export async function piped(stream) {
  const all = [];
  await stream.pipeTo(new WritableStream({ write: (chunk) => void all.push(chunk) }));
  return all;
}

/** @param {ReadableStream} stream */
export const throughTransform = (stream) => byReader(stream.pipeThrough(new TransformStream()));

const decoder = new TextDecoder();

/** Bytes as text, however they were cut. @param {Uint8Array[]} chunks */
export const decoded = (chunks) => decoder.decode(Buffer.concat(chunks));

/** What a stream had given when it failed. @param {AsyncIterable<any>} stream */
export async function untilItFails(stream) {
  const all = [];
  try {
    for await (const item of stream) all.push(item);
  } catch (error) {
    return { all, error: `${error.constructor.name}: ${error.message}` };
  }
  return { all };
}

/** With a pause after the first item. @param {AsyncIterable<any>} stream @param {() => Promise<void>} pause */
export async function slowly(stream, pause) {
  const all = [];
  for await (const item of stream) if (all.push(item) === 1) await pause();
  return all;
}
