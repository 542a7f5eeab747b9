// Assembles text within a budget.
/** How much may still be kept, and how much was left out. @typedef {{ left: number, omitted: number }} Budget */
/** A part of what a stream has given so far. @typedef {import('../capture/snapshot.js').Captured & { text: string }} Piece */

/**
 * Returns the beginning of `text` that fits the budget, and counts the rest.
 * @param {Budget} budget @param {string} text
 */
export function take(budget, text) {
  const kept = text.slice(0, budget.left);
  budget.left -= kept.length;
  budget.omitted += text.length - kept.length;
  return kept;
}

const MAX_UTF8 = 4;
/** Characters that `news` repeats, so that a sentence is found even if the previous call returned half of it. */
const OVERLAP = 4096;

/** A run of text, or of bytes that may be text. */
export class Text {
  isBytes;
  #budget;
  #text = '';
  #size = 0;
  /** Characters that `news` has returned. */
  #given = 0;
  /** Undefined once the bytes proved not to be UTF-8. @type {TextDecoder | undefined} */
  #decoder;

  /** @param {Budget} budget @param {boolean} [isBytes] */
  constructor(budget, isBytes = false) {
    this.#budget = budget;
    this.isBytes = isBytes;
    if (isBytes) this.#decoder = new TextDecoder('utf-8', { fatal: true });
  }

  /** @param {string | Uint8Array} piece */
  add(piece) {
    this.#size += piece.length;
    if (typeof piece === 'string') this.#text += take(this.#budget, piece);
    else if (this.#decoder) this.#decode(piece);
  }

  /** @param {Uint8Array} bytes */
  #decode(bytes) {
    const { left } = this.#budget;
    const looked = left > 0 ? bytes.subarray(0, left * MAX_UTF8) : bytes.subarray(0, 0);
    try {
      this.#text += take(this.#budget, this.#decoder?.decode(looked, { stream: true }) ?? '');
      this.#budget.omitted += bytes.length - looked.length;
    } catch {
      this.#budget.left += this.#text.length;
      this.#text = '';
      this.#decoder = undefined;
    }
  }

  value() {
    return this.isBytes && !this.#decoder ? `[Uint8Array(${this.#size})]` : this.#text;
  }

  /** Returns the text since the last call, with some of the text before it. @returns {Piece[]} */
  news() {
    const given = this.#given;
    const { length } = this.#text;
    this.#given = length;
    if (length <= given) return [];
    return [{ text: this.#text.slice(Math.max(0, given - OVERLAP)), json: false, isCut: false }];
  }
}
