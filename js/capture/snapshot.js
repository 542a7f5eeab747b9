// A copy of a value that becomes text when the text is first needed.
import { cut, unitsIn } from './cut.js';
import { exchange } from './plain.js';
import { shortened } from './shorten.js';

import { writeBounded } from './write.js';

/** @typedef {import('./plain.js').Copy} Copy */
/** A recorded value. @typedef {{ text: string | Snapshot, json: boolean, isCut: boolean }} Captured */

/** A recorded value whose text, up to a limit, is made when it is first needed. So the caller does not wait for it. */
export class Snapshot {
  text = this;
  json;
  /** The length of the text in UTF-16 units, without escapes. */
  length;
  /** Whether the text is only a part of the value. Escapes can make it longer than expected, which shows when the text is made. */
  isCut;
  #limit;
  #onCut;
  #others;
  /** Undefined once the text is made. @type {Copy | undefined} */
  #copy;
  #text = '';

  /**
   * @param {Copy} copy @param {number} limit in UTF-16 units: unlike bytes, counting them takes no time
   * @param {boolean} [isLinked] whether links use it
   * @param {() => void} [onCut] makes the limit one of UTF-8 bytes. Called if the text is only a part of the value, when it is made
   */
  constructor(copy, limit, isLinked, onCut) {
    const length = copy.length + (isLinked ? copy.numbers : 0);
    const isLong = length > limit;
    this.length = isLong ? limit : length;
    this.isCut = isLong || copy.isCut;
    this.json = copy.json;
    this.#copy = copy;
    this.#limit = limit;
    this.#onCut = onCut;
    this.#others = isLinked ? copy.others : [];
  }

  /** Returns the text. Never throws. */
  toString() {
    const copy = this.#copy;
    this.#copy = undefined;
    exchange(this.#others);
    try {
      if (copy) this.#text = this.#write(copy);
    } catch {
      // Engines also limit the length of a string.
      this.#text = '"[Threw]"';
    }
    exchange(this.#others);
    if (copy && this.isCut) this.#onCut?.();
    return this.#text;
  }

  /** @param {Copy} copy */
  #write(copy) {
    let units = this.#limit;
    for (;;) {
      const text = this.#upTo(units, copy);
      const fitting = this.#onCut ? unitsIn(text, this.#limit) : text.length;
      if (fitting === text.length) return text;
      // The mark takes bytes, too, so this may need another turn.
      units = Math.min(fitting, units - 1);
    }
  }

  /** @param {number} limit in UTF-16 units @param {Copy} copy */
  #upTo(limit, { data, json, length, isFair }) {
    const text = !json ? String(data) : length > limit ? undefined : JSON.stringify(data);
    if (text !== undefined && text.length <= limit) return text;
    this.isCut = true;
    return !json ? cut(String(text), limit) : isFair ? shortened(data, limit) : writeBounded(data, limit);
  }
}
