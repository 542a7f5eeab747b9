// Lineage: which spans of this trace produced the values in a message. It travels beside `traceparent`, as base64url without padding. The core writes and
// reads its entries; here it is only text.

import { endStandIn, lineageOf, startStandIn } from '../tracer/lineage.js';
import { decoded, encoded } from './base64url.js';

/** @typedef {import('../tracer/tracer.js').Tracer} Tracer */
/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */

/** The HTTP header, and the property of a carrier that is a plain object. */
export const LINEAGE_HEADER = 'spanloom-lineage';
/** The key in the `_meta` of MCP, which asks for a prefix that belongs to the vendor. */
export const LINEAGE_META = 'dev.spanloom/lineage';

/** Characters; a receiver ignores a longer one. */
const MAX_LINEAGE = 4096;

const VERSION = 1;
const HAS_PRODUCER = 1;
const HAS_PARENT = 2;
const HEAD = 2;
const ID_BYTES = 8;

/**
 * Returns the lineage of values that are about to leave in one message.
 * @param {Tracer} tracer @param {readonly unknown[]} values
 * @param {number[]} [keyWords] the ID that the receiver knows, if it is not that of the active span
 * @returns {string | undefined} undefined if nothing is known of them
 */
export function describeValues(tracer, values, keyWords) {
  const standIn = values.length > 0 && tracer.settings.links.byContent ? startStandIn(tracer) : undefined;
  if (!standIn) return undefined;
  try {
    return describeInput(standIn, values, keyWords);
  } finally {
    endStandIn(standIn);
  }
}

/**
 * Gives the values to the stand-in, and returns their lineage.
 * @param {SpanState} standIn @param {readonly unknown[]} values @param {number[]} [keyWords]
 * @returns {string | undefined}
 */
export function describeInput(standIn, values, keyWords) {
  const { tracer, parent } = standIn;
  const { content, notes } = tracer;
  const { incomplete } = content;
  notes.args(standIn, [...values], {}, undefined);
  const bytes = lineageOf(standIn, keyWords ?? [parent?.id0 ?? 0, parent?.id1 ?? 0]);
  if (!bytes && content.incomplete > incomplete) tracer.ignoreCarrier('values_too_large');
  const text = bytes && encoded(bytes);
  return text && text.length <= MAX_LINEAGE ? text : undefined;
}

/**
 * Returns the lineage of a message that is an output of one span as a whole, such as a stream whose parts are not known yet. It names who asked, because a
 * cache may give the message to others.
 * @param {number[]} producer the words of its id @param {number[]} caller those of the span that the request named
 */
export function describeProducer(producer, caller) {
  const ids = [...producer, ...caller];
  const bytes = new Uint8Array(HEAD + 2 * ID_BYTES + 1);
  bytes.set([VERSION, HAS_PRODUCER | HAS_PARENT]);
  const view = new DataView(bytes.buffer);
  for (const [i, word] of ids.entries()) view.setUint32(HEAD + 4 * i, word, true);
  return encoded(bytes);
}

/**
 * Returns the bytes of a lineage, and, if one span produced the whole message, the words of its id and of the span that asked. The core checks the rest.
 * @param {unknown} text as it was received
 * @returns {{ bytes: Uint8Array<ArrayBuffer>, producer: number[] | undefined, caller: number[] | undefined } | undefined} undefined if it is none
 */
export function parseLineage(text) {
  const bytes = typeof text === 'string' && text.length <= MAX_LINEAGE ? decoded(text) : undefined;
  if (!bytes || bytes[0] !== VERSION || bytes[1] > (HAS_PRODUCER | HAS_PARENT)) return undefined;
  const hasProducer = (bytes[1] & HAS_PRODUCER) !== 0;
  const hasParent = (bytes[1] & HAS_PARENT) !== 0;
  const ids = Number(hasProducer) + Number(hasParent);
  if (bytes.length <= HEAD + ID_BYTES * ids) return undefined;
  const view = new DataView(bytes.buffer);
  const wordsAt = (/** @type {number} */ at) => [view.getUint32(at, true), view.getUint32(at + 4, true)];
  return {
    bytes,
    producer: hasProducer ? wordsAt(HEAD) : undefined,
    caller: hasProducer && hasParent ? wordsAt(HEAD + ID_BYTES) : undefined,
  };
}
