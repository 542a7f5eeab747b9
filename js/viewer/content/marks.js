// Which characters of an attribute came from somewhere, or went somewhere.

/** @typedef {import('../model.js').Run} Run */
/** @typedef {import('./text.js').Text} Text */
/** @typedef {{ start: number, end: number, list: 'origins' | 'uses', index: number }} Mark */

export class Marks {
  /** Of each attribute, by start. @type {Map<string, Mark[]>} */
  #marks = new Map();
  /** The furthest end of the marks up to each. @type {Map<string, number[]>} */
  #ends = new Map();

  /** @param {(Mark & { attribute: string })[]} marks */
  constructor(marks) {
    for (const { attribute, ...mark } of [...marks].sort((a, b) => a.start - b.start)) {
      const list = this.#marks.get(attribute) ?? [];
      const ends = this.#ends.get(attribute) ?? [];
      ends.push(Math.max(mark.end, ends.at(-1) ?? 0));
      list.push(mark);
      this.#marks.set(attribute, list);
      this.#ends.set(attribute, ends);
    }
  }

  /** The first characters of a text as runs. @param {Text} text @param {number} length @returns {Run[]} */
  runs(text, length) {
    const places = this.#placed(text, length);
    const edges = [...new Set([0, length, ...places.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
    /** @type {Run[]} */
    const runs = [];
    let next = 0;
    /** @type {typeof places} */
    let open = [];
    for (const [at, from] of edges.slice(0, -1).entries()) {
      const to = edges[at + 1];
      for (; next < places.length && places[next].from <= from; next++) open.push(places[next]);
      open = open.filter((place) => place.to > from);
      runs.push({
        text: text.text.slice(from, to),
        attribute: text.attribute,
        range: [text.placeOf(from), text.placeOf(to)],
        origins: indexesOf(open, 'origins'),
        uses: indexesOf(open, 'uses'),
      });
    }
    return runs;
  }

  /** The marks of a text's first characters, in these characters. @param {Text} text @param {number} length */
  #placed(text, length) {
    const [start, end] = [text.placeOf(0), text.placeOf(length)];
    return this.#overlapping(text.attribute, start, end)
      .map((mark) => {
        const [from, to] = text.within(Math.max(mark.start, start), Math.min(mark.end, end));
        return { ...mark, from, to };
      })
      .filter(({ from, to }) => from < to)
      .sort((a, b) => a.from - b.from);
  }

  /** @param {string} attribute @param {number} start @param {number} end @returns {Mark[]} */
  #overlapping(attribute, start, end) {
    const marks = this.#marks.get(attribute) ?? [];
    const ends = this.#ends.get(attribute) ?? [];
    let [low, high] = [0, marks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (marks[middle].start < end) low = middle + 1;
      else high = middle;
    }
    const found = [];
    for (let at = low - 1; at >= 0 && ends[at] > start; at--) if (marks[at].end > start) found.push(marks[at]);
    return found;
  }
}

/** @param {Mark[]} marks @param {Mark['list']} list */
const indexesOf = (marks, list) =>
  [...new Set(marks.filter((mark) => mark.list === list).map(({ index }) => index))].sort((a, b) => a - b);
