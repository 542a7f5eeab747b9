// The owner stamp of a trace: who owns its spans, and in which era it started. Spans of one owner are never sent with the credentials of another,
// and none are sent if the store was cleared after their trace started.

/** @typedef {import('../index.js').EncodedBatch} EncodedBatch */
/** The time between two calls of `clearStore()`. @typedef {{ isOver: boolean }} Era */
/** Given to a trace as it starts. `partition` identifies a destination and an owner; it is undefined if the owner is unknown. @typedef {{ partition: string | undefined, era: Era }} OwnerStamp */

export class Eras {
  /** @type {Era} */
  now = { isOver: false };

  end() {
    this.now.isOver = true;
    this.now = { isOver: false };
  }
}

/** Returns a function that makes owner stamps. It returns the same object until the partition or the era changes. @param {Eras} eras */
export function stampMaker(eras) {
  /** @type {OwnerStamp} */
  let last = { partition: undefined, era: eras.now };
  return (/** @type {string | undefined} */ partition) => {
    if (last.partition !== partition || last.era !== eras.now) last = { partition, era: eras.now };
    return last;
  };
}

/** The eras of this page. */
export const pageEras = new Eras();
const makePageStamp = stampMaker(pageEras);
/** The owner stamp for spans that are not stored. */
export const currentStamp = () => makePageStamp(undefined);

/** By payload: an encoded batch, or a list of spans. @type {WeakMap<object, OwnerStamp>} */
const stamps = new WeakMap();

/** @param {object} payload @param {OwnerStamp} [ownerStamp] */
export const stamp = (payload, ownerStamp) => void (ownerStamp && stamps.set(payload, ownerStamp));

/** Stamps a payload as another one is stamped. @param {object} payload @param {object} other */
export const copyStamp = (payload, other) => stamp(payload, stamps.get(other));

/** @param {EncodedBatch} batch */
export const partsOf = (batch) => batch.parts ?? [batch];

/** The reason why a batch must not be sent, if there is one. @param {EncodedBatch} batch @param {string} [partition] of the current owner */
export function refusal(batch, partition) {
  const found = partsOf(batch).map((part) => stamps.get(part));
  if (found.some((ownerStamp) => ownerStamp?.era.isOver)) return 'store_cleared';
  return found.some((ownerStamp) => ownerStamp && ownerStamp.partition !== partition) ? 'other_owner' : undefined;
}
