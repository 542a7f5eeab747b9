// Splits a response body into items: the data of its events, its lines of JSON, its one JSON value, or its chunks.

/** Characters of an incomplete item. A longer one is passed on as text. */
const MAX_REST = 4 * 2 ** 20;
const NEVER = /(?!)/;
/** How many characters of a separator can stand at the end of a chunk. */
const MAX_SPLIT = 2;

/** The data of an event: its `data` lines, without the one space that may follow the colon. @param {string} event */
const dataOf = (event) =>
  event
    .split(/\r\n?|\n/)
    .flatMap((line) => /^data(?:: ?|$)(.*)/s.exec(line)?.[1] ?? [])
    .join('\n');

/**
 * `between` separates two items; `read` gives the text of one; `json` matches what may be JSON: text that is sent in pieces may have a number as a piece.
 * @type {{ type: RegExp, between: RegExp, read: (item: string) => string, json: RegExp }[]}
 */
const FORMATS = [
  { type: /event-stream/, between: /\n\r?\n|\r\r/, read: dataOf, json: /^\s*[[{"]/ },
  { type: /ndjson|jsonl/, between: /\n/, read: (line) => line.trim(), json: /./ },
  { type: /json/, between: NEVER, read: (text) => text.trim(), json: /./ },
];

export class Decoder {
  #bytes = new TextDecoder();
  #format;
  /** An incomplete item, without its last characters, so that adding a chunk does not search it again. */
  #rest = '';
  /** Its last characters, which may begin a separator. */
  #last = '';
  /** Whether the body is a single item. */
  isWhole;

  /** Whether the body has said that it is complete. */
  isOver = false;

  /** @param {string} contentType */
  constructor(contentType) {
    this.#format = FORMATS.find(({ type }) => type.test(contentType));
    this.isWhole = this.#format?.between === NEVER;
  }

  /** @param {string | Uint8Array} chunk @returns {unknown[]} the items that are complete */
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

  /** Returns what is left at the end of the body. @returns {unknown[]} */
  end() {
    return this.#read(this.#last);
  }

  /** @param {string} part what follows the incomplete item @returns {unknown[]} */
  #read(part) {
    const text = this.#format?.read(this.#rest + part) ?? '';
    this.#rest = '';
    this.#last = '';
    const isMark = text.trim() === '[DONE]';
    this.isOver ||= isMark;
    if (text === '' || isMark) return [];
    try {
      if (this.#format?.json.test(text)) return [JSON.parse(text)];
    } catch {}
    return [text];
  }
}
