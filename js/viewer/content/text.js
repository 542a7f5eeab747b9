// A text, and where each of its characters stands in the attribute's string. JSON in strings is decoded, maybe twice, so that a character may stand for
// several of the string.

const SHORT_ESCAPE = 2;
const CODE_ESCAPE = 6;

export class Text {
  /** Characters from #starts[n] on stand from #places[n] on, one after another. */
  #starts;
  #places;
  /** What the places are in; undefined for the attribute's string itself. */
  #outer;

  /**
   * @param {string} text @param {string} attribute @param {{ outer?: Text, starts?: number[], places?: number[] }} [inside]
   */
  constructor(text, attribute, { outer, starts = [0], places = [0] } = {}) {
    this.text = text;
    this.attribute = attribute;
    this.#outer = outer;
    this.#starts = starts;
    this.#places = places;
  }

  /** A part of it as it is written. @param {number} from @param {number} to */
  slice(from, to) {
    return new Text(this.text.slice(from, to), this.attribute, { outer: this, places: [from] });
  }

  /** What a string of JSON in it says. @param {number} from of the opening quote @param {number} to after the closing one @param {string} decoded */
  decode(from, to, decoded) {
    const [starts, places] = [[0], [from + 1]];
    const hasEscapes = decoded.length < to - from - 2;
    let escapes = 0;
    for (
      let at = hasEscapes ? this.text.indexOf('\\', from) : -1;
      at >= 0 && at < to;
      at = this.text.indexOf('\\', at)
    ) {
      const length = this.text[at + 1] === 'u' ? CODE_ESCAPE : SHORT_ESCAPE;
      // Each escape before this one counts as one character.
      starts.push(at - from - escapes);
      escapes += length - 1;
      at += length;
      places.push(at);
    }
    return new Text(decoded, this.attribute, { outer: this, starts, places });
  }

  /** Where a character begins in the attribute's string; of the end, where the last one ends. @param {number} index @returns {number} */
  placeOf(index) {
    const segment = lastAtMost(this.#starts, index);
    const place = this.#places[segment] + index - this.#starts[segment];
    return this.#outer ? this.#outer.placeOf(place) : place;
  }

  /** @returns {[number, number]} in the attribute's string */
  get range() {
    return [this.placeOf(0), this.placeOf(this.text.length)];
  }

  /** The characters that are wholly within a range of the attribute's string. @param {number} from @param {number} to @returns {[number, number]} */
  within(from, to) {
    const start = this.#first((place) => place >= from);
    const end = this.#first((place) => place > to) - 1;
    return [start, Math.max(start, end)];
  }

  /** @param {(place: number) => boolean} isPast */
  #first(isPast) {
    let [low, high] = [0, this.text.length + 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isPast(this.placeOf(middle))) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** @param {number[]} sorted @param {number} wanted */
function lastAtMost(sorted, wanted) {
  let [low, high] = [0, sorted.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= wanted) low = middle;
    else high = middle;
  }
  return low;
}
