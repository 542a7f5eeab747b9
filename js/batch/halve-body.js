// Halves the spans of an encoded request. Each half has the resources and scopes of its spans. Pages do not load this: their batches consist of small parts.
import { concat, JSON_TYPE } from './join-bodies.js';
import { fieldsOf } from './protobuf-fields.js';

/** @typedef {import('../index.js').EncodedBatch} EncodedBatch */
/** @typedef {() => boolean} Take called for each span in order; returns whether to keep it */

/** The path from a request to its spans: in JSON the member names, in protobuf the tags of the fields 1, 2 and 2. */
const NAMES = ['resourceSpans', 'scopeSpans', 'spans'];
const TAGS = [0x0a, 0x12, 0x12];

/** @param {EncodedBatch} batch @returns {EncodedBatch[] | undefined} undefined for a single span, and for a body that cannot be read */
export function halveBody(batch) {
  const { spanCount } = batch;
  const middle = spanCount >> 1;
  try {
    return middle > 0 ? [pick(batch, 0, middle), pick(batch, middle, spanCount)] : undefined;
  } catch {
    return undefined;
  }
}

/** Picks a range of spans. Throws if the batch does not have them. @param {EncodedBatch} batch @param {number} from @param {number} to */
function pick({ body, spanCount, contentType }, from, to) {
  let seen = 0;
  const take = () => seen++ < to && seen > from;
  const picked = contentType === JSON_TYPE ? pickJson(body, take) : pickFields(body, TAGS, take);
  if (!picked || seen !== spanCount) throw new RangeError();
  return { body: picked, spanCount: to - from, contentType };
}

/** OTLP's JSON has 64-bit numbers as strings, so parsing loses nothing. @param {Uint8Array} body @param {Take} take */
function pickJson(body, take) {
  const request = JSON.parse(new TextDecoder().decode(body));
  return pickItems(request, NAMES, take) && new TextEncoder().encode(JSON.stringify(request));
}

/** Removes the items that are not taken. Returns whether any is left. @param {any} object @param {string[]} path @param {Take} take @returns {boolean} */
function pickItems(object, [name, ...inner], take) {
  object[name] = (object[name] ?? []).filter(
    inner.length > 0 ? (/** @type {any} */ item) => pickItems(item, inner, take) : take,
  );
  return object[name].length > 0;
}

/** Does the same for a protobuf message. Returns undefined if nothing is left. @param {Uint8Array} message @param {number[]} path @param {Take} take @returns {Uint8Array<ArrayBuffer> | undefined} */
function pickFields(message, [tag, ...inner], take) {
  let isEmpty = true;
  const pieces = [...fieldsOf(message)].flatMap(([, value, whole]) => {
    if (whole[0] !== tag) return [whole];
    const within = inner.length > 0 && pickFields(/** @type {Uint8Array} */ (value), inner, take);
    if (!(within || (inner.length === 0 && take()))) return [];
    isEmpty = false;
    return within ? [Uint8Array.of(tag, ...varint(within.length)), within] : [whole];
  });
  return isEmpty ? undefined : concat(pieces);
}

/** @param {number} value @returns {number[]} */
const varint = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]);
