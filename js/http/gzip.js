// When a body is compressed, and how.
import { hasKeepaliveRoom, isLeaving } from '#page';

/** Smaller bodies are not worth the time. */
const MIN_GZIP_BYTES = 4096;

/** @param {{ gzip: boolean | 'auto', needsNetwork: boolean }} endpoint @param {Uint8Array} body */
export function canGzip({ gzip, needsNetwork }, body) {
  // Compressing is asynchronous: a page that is being left has no time for it.
  if (typeof CompressionStream === 'undefined' || (isLeaving() && hasKeepaliveRoom(body.length))) return false;
  return gzip === 'auto' ? body.length >= MIN_GZIP_BYTES && needsNetwork : gzip;
}

/** @param {Uint8Array<ArrayBuffer>} body */
export function gzipped(body) {
  return new Response(new Blob([body]).stream().pipeThrough(new CompressionStream('gzip'))).blob();
}
