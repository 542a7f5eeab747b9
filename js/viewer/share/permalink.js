// A trace in the fragment of an address: OTLP JSON, compressed by gzip, as base64url. Fragments are not sent to servers.
// Whoever made a link may mean harm, so nothing in it is trusted: its size is bounded before and while it is decompressed.

/** Its name in the fragment. */
export const LINK_NAME = 'spanloom.data';
/** Longer addresses are cut by mail programs and chats. */
export const MAX_LINK = 32 * 1024;
/** A link of the greatest length could grow to 25 MB. */
export const MAX_INFLATED = 8 * 1024 * 1024;

/** What cannot be in a link, or is none. The message says what to do. */
export class PermalinkError extends Error {
  name = 'PermalinkError';
}

/**
 * @param {string} json a trace as OTLP JSON
 * @param {string} address of the page; its own fragment is replaced
 * @returns {Promise<string>} rejects with a PermalinkError if the trace is too large
 */
export async function permalink(json, address) {
  const bytes = await bytesOf(new Blob([json]).stream().pipeThrough(new CompressionStream('gzip')));
  const data = toBase64Url(bytes);
  if (data.length > MAX_LINK)
    throw new PermalinkError(
      `The trace needs a link of ${kilobytes(data.length)}, and ${kilobytes(MAX_LINK)} is the most: share it without contents, or download it as OTLP JSON`,
    );
  return `${address.replace(/#.*/s, '')}#${LINK_NAME}=${data}`;
}

/** What a fragment contains of a link, if anything. @param {string} hash with or without `#` */
export function linkData(hash) {
  const start = `${LINK_NAME}=`;
  return hash
    .replace(/^#/, '')
    .split('&')
    .find((part) => part.startsWith(start))
    ?.slice(start.length);
}

/** @param {string} data from {@link linkData} @returns {Promise<string>} OTLP JSON; rejects with a PermalinkError only */
export async function readPermalink(data) {
  if (data.length > MAX_LINK) throw new PermalinkError(`The link is longer than ${kilobytes(MAX_LINK)}`);
  const json = await inflated(fromBase64Url(data));
  /** @type {any} */
  let otlp;
  try {
    otlp = JSON.parse(json);
  } catch {
    throw damaged();
  }
  if (!Array.isArray(otlp?.resourceSpans)) throw new PermalinkError('The link contains no trace: copy it again');
  return json;
}

const damaged = () => new PermalinkError('The link is damaged, perhaps cut: copy it again');

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await bytesOf(stream, MAX_INFLATED));
  } catch (error) {
    throw error instanceof PermalinkError ? error : damaged();
  }
}

/** @param {ReadableStream<Uint8Array>} stream @param {number} [most] */
async function bytesOf(stream, most = Number.POSITIVE_INFINITY) {
  const reader = stream.getReader();
  /** @type {BlobPart[]} */
  const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new PermalinkError(`The link contains more than ${kilobytes(most)}`);
    }
    chunks.push(/** @type {BlobPart} */ (value));
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** @param {Uint8Array} bytes */
function toBase64Url(bytes) {
  let text = '';
  // As arguments, all at once would overflow the stack.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @param {string} text */
function fromBase64Url(text) {
  if (!/^[\w-]+$/.test(text)) throw damaged();
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (unit) => unit.charCodeAt(0));
  } catch {
    throw damaged();
  }
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${Math.ceil(bytes / 1024).toLocaleString('en')} kB`;
