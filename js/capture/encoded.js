// Binary data in strings: base64 and data URLs. Exports show only their type and size; links compare them by a digest.
import { own } from '../reading/data.js';
import { sized } from './stand-in.js';

/** Shorter data is shown as it is. */
export const MIN_LENGTH = 64;
/** Base64 outside a data URL must be this long: where a key or file signature marks it as data, and where nothing does, as it may then be an id. */
const [MIN_MARKED, MIN_UNMARKED] = [256, 1024];
/** It must have more different characters than this. Text without spaces has only letters. */
const [MIN_KINDS_MARKED, MIN_KINDS_UNMARKED] = [36, 54];
/** Characters that are examined, from the middle. */
const SAMPLE = 4096;
/** Characters that are searched in all strings of a value, as the caller waits for it. */
const MAX_SCANNED = 2 ** 24;
/** Length of a digest: enough to be found as a run of text. */
const MIN_DIGEST = 48;

/** Base64 or base64url. */
const START = /^[\w+/-]{64}/;
/** Matches a whole text, data after a quote, or a data URL. The part before the data is bounded, so that no text takes long. */
const DATA = /(?:^|"|data:([\w.+/;="-]{0,123});base64,)([\w+/-]{64}[\w+/-]*={0,2})/gi;
/** A key that may hold data. */
const DATA_KEY = /b64|base64|(?:data|bytes|blob|image|audio|video)$/i;
const TYPES = ['mimeType', 'media_type', 'mediaType', 'format'];
/** A type that marks data; text types mark nothing. */
const TYPE = /^(?!text)[\w.+/-]{1,99}$/;
/** File signatures. @type {Record<string, string>} */
const FILES = { iVBO: 'image/png', '/9j/': 'image/jpeg', JVBE: 'application/pdf' };

/** @param {number} hash @param {number} unit */
const mix = (hash, unit) => Math.imul(hash ^ (hash >>> 15) ^ unit, 0x9e3779b1);

/** Returns a digest of all characters, as letters and digits. It is fast because it reads four characters at a time. @param {string} data */
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

/** Whether a sample of characters looks like bytes. @param {string} data @param {boolean} isMarked whether a key and type mark it as data */
function isBytes(data, isMarked) {
  const { length } = data;
  if (length < (isMarked || FILES[data.slice(0, 4)] ? MIN_MARKED : MIN_UNMARKED) || length % 4 === 1) return false;
  const counts = new Uint16Array(128);
  let kinds = 0;
  const some = Math.min(length, SAMPLE);
  const from = (length - some) >> 1;
  for (let i = from; i < from + some; i++) kinds += counts[data.charCodeAt(i)]++ ? 0 : 1;
  // In names and ids, the joining characters are more frequent than in bytes, or only one of them occurs.
  const { 43: plus, 47: slash, 45: minus, 95: low } = counts;
  return (
    kinds > (isMarked ? MIN_KINDS_MARKED : MIN_KINDS_UNMARKED) &&
    (plus + slash) * (minus + low) === 0 &&
    (isMarked || (plus * slash + minus * low > 0 && Math.max(plus, slash, minus, low) < 8 + some / 40))
  );
}

/**
 * Finds data in a string. Returns the text to show, and a function that returns the text for links, which takes longer.
 * @param {string} text @param {{ looked: number }} walk @param {any} [holder] the object that has it as a member @param {string} [key]
 * @returns {{ shown: string, linked: () => string } | undefined} undefined if the string has no data
 */
export function encoded(text, walk, holder, key) {
  walk.looked += text.length;
  if (walk.looked > MAX_SCANNED) return undefined;
  // Engines search for a few characters fast.
  if (!START.test(text) && !text.includes('"') && !text.includes(';base')) return undefined;
  // Read now: the function for links may be called after the holder has changed.
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
