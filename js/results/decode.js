// The items of a body: the data of its events, its lines of JSON, its one JSON value, or its chunks as they are.

/** Characters of what is not complete: more are handed on as text. */
const MAX_REST = 4 * 2 ** 20;
const NEVER = /(?!)/;
/** The longest beginning of what stands between two items. */
const MAX_SPLIT = 2;

/** `between` stands between two items, `frame` around the data of one. @type {{ type: RegExp, between: RegExp, frame?: RegExp }[]} */
const FORMATS = [
  { type: /event-stream/, between: /\n\r?\n|\r\r/, frame: /^data: ?|^.*$/gm },
  { type: /ndjson|jsonl/, between: /\n/ },
  { type: /json/, between: NEVER },
];

export class Decoder {
  #bytes = new TextDecoder();
  #format;
  /** What came of an item that is not complete, but for its last characters: a chunk is added without a look at it. */
  #rest = '';
  /** They may begin what stands behind the item. */
  #last = '';
  /** Whether there is just one item. */
  isWhole;

  /** Whether it was said that nothing more comes. */
  isOver = false;

  /** @param {string} contentType */
  constructor(contentType) {
    this.#format = FORMATS.find(({ type }) => type.test(contentType));
    this.isWhole = this.#format?.between === NEVER;
  }

  /** @param {string | Uint8Array} chunk @returns {unknown[]} items that are complete */
  add(chunk) {
    if (!this.#format) return [chunk];
    const text = typeof chunk === 'string' ? chunk : this.#bytes.decode(chunk, { stream: true });
    const parts = (this.#last + text).split(this.#format.between);
    const last = /** @type {string} */ (parts.pop());
    const items = parts.flatMap((part) => this.#read(part));
    this.#last = last.slice(-MAX_SPLIT);
    this.#rest += last.slice(0, -MAX_SPLIT);
    if (this.#rest.length <= MAX_REST) return items;
    this.isWhole = false;
    return [...items, ...this.end()];
  }

  /** What is left when no more comes. @returns {unknown[]} */
  end() {
    return this.#read(this.#last);
  }

  /** @param {string} part what follows the rest @returns {unknown[]} */
  #read(part) {
    const { frame } = this.#format ?? {};
    const whole = this.#rest + part;
    this.#rest = '';
    this.#last = '';
    const text = (frame ? whole.replace(frame, '') : whole).trim();
    this.isOver ||= text === '[DONE]';
    if (text === '' || text === '[DONE]') return [];
    try {
      return [JSON.parse(text)];
    } catch {
      return [text];
    }
  }
}
