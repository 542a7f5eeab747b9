// Data within strings: base64 and data URLs are named instead of printed, and links find them by a digest.
import { own } from '../reading/data.js';
import { sized } from './stand-in.js';

/** Shorter data is printed. */
export const MIN_LENGTH = 64;
/** Base64 without a data URL: what its key or its beginning tells to be that, and what nothing tells, which may be an id. */
const [MIN_MARKED, MIN_UNMARKED] = [256, 1024];
/** Different characters that it has at least. Text without spaces has letters only. */
const [MIN_KINDS_MARKED, MIN_KINDS_UNMARKED] = [36, 54];
/** So many characters, from the middle, tell. */
const SAMPLE = 4096;
/** Looked at in all strings of a value: the caller waits for that. */
const MAX_SCANNED = 2 ** 24;
/** Of a digest: enough to be found as a run of text. */
const MIN_DIGEST = 48;

/** Base64, or that for URLs. */
const START = /^[\w+/-]{64}/;
/** All of a text, what a quote is before, or a data URL; what stands before the data is bounded: no text takes long. */
const DATA = /(?:^|"|data:([\w.+/;="-]{0,123});base64,)([\w+/-]{64}[\w+/-]*={0,2})/gi;
/** Of a member that may be data. */
const DATA_KEY = /b64|base64|(?:data|bytes|blob|image|audio|video)$/i;
const TYPES = ['mimeType', 'media_type', 'mediaType', 'format'];
/** What text has beside it says nothing. */
const TYPE = /^(?!text)[\w.+/-]{1,99}$/;
/** By how files begin. @type {Record<string, string>} */
const FILES = { iVBO: 'image/png', '/9j/': 'image/jpeg', JVBE: 'application/pdf' };

/** @param {number} hash @param {number} unit */
const mix = (hash, unit) => Math.imul(hash ^ (hash >>> 15) ^ unit, 0x9e3779b1);

/** In letters. All of it counts, and four characters at a time are fast. @param {string} data */
function digestOf(data) {
  const units = new Uint32Array(Math.ceil(data.length / 4));
  new TextEncoder().encodeInto(data, new Uint8Array(units.buffer));
  let [a, b, letters] = [0, data.length, ''];
  for (let i = 0; letters.length < MIN_DIGEST; i++) {
    a = mix(a, units[i] ?? b);
    b = mix(b, a);
    if (i >= units.length) letters += (a >>> 0).toString(36);
  }
  return letters;
}

/** @param {string} data @param {string} [type] */
const nameOf = (data, type = FILES[data.slice(0, 4)] ?? '') =>
  sized('Base64', Math.floor(((data.length + 1 - data.slice(-2).split('=').length) * 3) / 4), type.split(';')[0]);

/** @param {any} holder @returns {string | undefined} */
const typeBeside = (holder) =>
  TYPES.map((key) => own(holder, key)).find((type) => typeof type === 'string' && TYPE.test(type));

/** Whether characters are those of bytes, as far as some of them tell. @param {string} data @param {boolean} isMarked what it is */
function isBytes(data, isMarked) {
  const { length } = data;
  if (length < (isMarked || FILES[data.slice(0, 4)] ? MIN_MARKED : MIN_UNMARKED) || length % 4 === 1) return false;
  const counts = new Uint16Array(128);
  let kinds = 0;
  const some = Math.min(length, SAMPLE);
  const from = (length - some) >> 1;
  for (let i = from; i < from + some; i++) kinds += counts[data.charCodeAt(i)]++ ? 0 : 1;
  // What joins names or ids is there more often than in bytes, or alone.
  const { 43: plus, 47: slash, 45: minus, 95: low } = counts;
  return (
    kinds > (isMarked ? MIN_KINDS_MARKED : MIN_KINDS_UNMARKED) &&
    (plus + slash) * (minus + low) === 0 &&
    (isMarked || (plus * slash + minus * low > 0 && Math.max(plus, slash, minus, low) < 8 + some / 40))
  );
}

/**
 * A string with data in it: what is shown of it, and what makes that by which it is linked, as that takes longer.
 * @param {string} text @param {{ looked: number }} walk @param {any} [holder] of which it is a member @param {string} [key]
 * @returns {{ shown: string, linked: () => string } | undefined} undefined where it has none
 */
export function encoded(text, walk, holder, key) {
  walk.looked += text.length;
  if (walk.looked > MAX_SCANNED) return undefined;
  // Engines look for few characters fast.
  if (!START.test(text) && !text.includes('"') && !text.includes(';base')) return undefined;
  // Both are as they were, whenever links are made.
  const type = typeBeside(holder);
  const isMarked = type !== undefined && DATA_KEY.test(/** @type {string} */ (key));
  /** @param {(data: string, type?: string) => string} put */
  const replaced = (put) =>
    text.replace(DATA, (found, head, data, at) => {
      if (head !== undefined) return put(data, head);
      const isAll = '"\\'.includes(text.charAt(at + found.length));
      return isAll && isBytes(data, isMarked && !at)
        ? found.slice(0, -data.length) + put(data, at ? undefined : type)
        : found;
    });
  const shown = replaced(nameOf);
  return shown === text ? undefined : { shown, linked: () => replaced(digestOf) };
}
