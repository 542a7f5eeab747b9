// Whose spans are: those of one owner never leave with what identifies another, nor do any whose trace began before the store was cleared.

/** @typedef {import('../index.js').EncodedBatch} EncodedBatch */
/** The time between two `clearStore()`. @typedef {{ isOver: boolean }} Era */
/** What spans get as their trace begins: `place` is a destination and an owner, undefined where nobody knows. @typedef {{ place: string | undefined, era: Era }} Stamp */

export class Eras {
  /** @type {Era} */
  now = { isOver: false };

  end() {
    this.now.isOver = true;
    this.now = { isOver: false };
  }
}

/** Makes stamps: the same one until the place is another, or the era. @param {Eras} eras */
export function stamper(eras) {
  /** @type {Stamp} */
  let last = { place: undefined, era: eras.now };
  return (/** @type {string | undefined} */ place) => {
    if (last.place !== place || last.era !== eras.now) last = { place, era: eras.now };
    return last;
  };
}

/** Those of this page. */
export const pageEras = new Eras();
const stampOfPage = stamper(pageEras);
/** For spans that are nowhere kept. */
export const stampNow = () => stampOfPage(undefined);

/** By what an exporter gets. @type {WeakMap<object, Stamp>} */
const stamps = new WeakMap();

/** @param {object} payload @param {Stamp} [mark] */
export const stamp = (payload, mark) => void (mark && stamps.set(payload, mark));

/** @param {object} payload @param {object} like what it was made of, or the first of several that were stamped alike */
export const stampAs = (payload, like) => stamp(payload, stamps.get(like));

/** @param {EncodedBatch} batch */
export const partsOf = (batch) => batch.parts ?? [batch];

/** Why a batch must not leave now. @param {EncodedBatch} batch @param {string} [place] the present owner's */
export function refusal(batch, place) {
  const marks = partsOf(batch).map((part) => stamps.get(part));
  if (marks.some((mark) => mark?.era.isOver)) return 'store_cleared';
  return marks.some((mark) => mark && mark.place !== place) ? 'other_owner' : undefined;
}
