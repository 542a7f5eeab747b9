/** Distinct texts, one a line, as many as there is room for. */
export class Terms {
  /** @type {Set<string>} */
  #texts = new Set();
  #room;

  /** @param {number} room characters */
  constructor(room) {
    this.#room = room;
  }

  /** @param {string} text */
  add(text) {
    if (this.#room <= 0 || this.#texts.has(text)) return;
    const fitting = text.slice(0, this.#room);
    this.#room -= fitting.length + 1;
    this.#texts.add(fitting);
  }

  get text() {
    return [...this.#texts].join('\n');
  }
}
