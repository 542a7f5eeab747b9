/** @typedef {import('./piece.js').Splitter} Splitter */

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;

/** Cuts at newlines. @implements {Splitter} */
export class LineSplitter {
  #searched = 0;

  /** @param {Uint8Array} bytes @param {boolean} isEnd */
  next(bytes, isEnd) {
    const newline = bytes.indexOf(NEWLINE, this.#searched);
    if (newline < 0 && !(isEnd && bytes.length > 0)) {
      this.#searched = bytes.length;
      return undefined;
    }
    this.#searched = 0;
    const end = newline < 0 ? bytes.length : newline;
    const to = bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    return { from: 0, to, next: newline < 0 ? end : newline + 1 };
  }
}
