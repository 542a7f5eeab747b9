// Two stores of texts that find what a new one has in common with those before: the core's, fed through the event log as the tracer
// feeds it, and the same algorithm in plain JavaScript.
import { CoreSession } from '../../js/core/session.js';
import { EventLog } from '../../js/log/event-log.js';
import { CONTENT, NONE, OP, SIDE, STATUS } from '../../js/log/records.js';

/** Common letters that are found for certain. */
const SHORTEST = 40;
const DRAIN_BYTES = 1 << 18;
const LINKS = /** @type {const} */ ({
  policy: 'flow',
  evidence: { structure: true, text: true, attribution: false, ranges: false },
  minLength: SHORTEST,
  maxTraces: 16,
  maxObjects: 1 << 20,
  maxTextBytes: 1 << 30,
});

/** In one trace: each text is the output of a span, or the input of one. */
export class CoreTexts {
  #session;
  #log = new EventLog();
  #spans = 0;
  #bits;

  /** @param {import('../../js/core/load.js').Core} core @param {boolean} isLinked whether the texts take part in linking, or only go in */
  constructor(core, isLinked) {
    this.#bits = CONTENT.LOCAL | (isLinked ? CONTENT.LINKED : 0);
    this.#session = new CoreSession(core, LINKS);
    this.#put(OP.TEMPLATE | (1 << 8), 0, this.#log.intern('step'), 0);
    this.#put(OP.TRACE, 1, 1, 2, 3, 1);
    this.#put(OP.START, ++this.#spans, 1, 0, 0, 0, this.#spans, this.#spans, 0, 0, 0, 0);
    this.#drain();
  }

  /** Texts that were not there before. @param {string[]} texts */
  add(texts) {
    this.#note(texts, SIDE.OUTPUT);
  }

  /** The same ones come in whole. @param {string[]} texts */
  meet(texts) {
    this.#note(texts, SIDE.INPUT);
  }

  dispose() {
    this.#session.dispose();
  }

  /** @param {string[]} texts @param {number} side */
  #note(texts, side) {
    for (const text of texts) {
      const span = ++this.#spans;
      this.#put(OP.START, span, 1, 1, 0, 0, span, span, 0, 0, 0, 0);
      this.#put(OP.CONTENT | (side << 8) | (this.#bits << 16), span, this.#log.text(text), NONE);
      this.#put(OP.END | (STATUS.OK << 8) | (1 << 16), span, 0, 0, 0);
      if (this.#log.stringBytes > DRAIN_BYTES) this.#drain();
    }
    this.#drain();
  }

  #put(...words) {
    this.#log.words.set(words, this.#log.claim(words.length));
  }

  #drain() {
    const status = this.#session.drain(this.#log, 0);
    if (status !== 0) throw new Error(`the core refused the log: ${status}`);
    while (this.#session.cut(1 << 12, 1 << 28) > 0) this.#session.release();
  }
}

const GRAM = 16;
const WINDOW = SHORTEST - GRAM + 1;
const FACTOR = 0x01000193;

/** Folded letters and digits by UTF-16 unit; 0 for what does not count. */
const FOLD = Uint16Array.from({ length: 0x10000 }, (_, unit) => {
  const char = String.fromCharCode(unit);
  if (!/[\p{L}\p{N}]/u.test(char)) return 0;
  const lower = char.toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
});

/** What leaves a rolling hash: the factor of its oldest unit. */
const OLDEST = Array.from({ length: GRAM - 1 }).reduce((/** @type {number} */ power) => Math.imul(power, FACTOR), 1);

/** Typed arrays throughout: normalised texts one after the other, and where each fingerprint's gram stands. */
export class PlainTexts {
  #units = new Uint16Array(1 << 20);
  #end = 1;
  /** Pairs of hash and place. */
  #slots = new Uint32Array(1 << 16);
  #used = 0;
  /** Of the grams of one text. */
  #hashes = new Int32Array(1 << 14);
  #whole = new Set();
  /** What was found, so that nothing is left out by the compiler. */
  shared = 0;
  seen = 0;

  /** @param {string[]} texts */
  add(texts) {
    for (const text of texts) {
      if (this.#whole.has(text)) continue;
      this.#whole.add(text);
      this.#index(text);
    }
  }

  /** @param {string[]} texts */
  meet(texts) {
    for (const text of texts) if (this.#whole.has(text)) this.seen += 1;
  }

  dispose() {}

  /** @param {string} text */
  #index(text) {
    const start = this.#end;
    const end = this.#normalise(text);
    this.#end = end + 1;
    if (end - start < SHORTEST) return;
    const grams = end - start - GRAM + 1;
    if (grams > this.#hashes.length) this.#hashes = new Int32Array(grams * 2);
    const units = this.#units;
    const hashes = this.#hashes;
    let hash = 0;
    for (let i = start; i < start + GRAM - 1; i++) hash = (Math.imul(hash, FACTOR) + units[i]) | 0;
    for (let i = 0, at = start; i < grams; i++, at++) {
      hash = (Math.imul(hash, FACTOR) + units[at + GRAM - 1]) | 0;
      hashes[i] = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) & 0x7fffffff;
      hash = (hash - Math.imul(OLDEST, units[at])) | 0;
    }
    let best = 0;
    let next = 0;
    for (let i = 1; i < WINDOW; i++) if (hashes[i] <= hashes[best]) best = i;
    for (let last = WINDOW - 1; last < grams; last++) {
      if (best <= last - WINDOW) {
        best = last - WINDOW + 1;
        for (let i = best + 1; i <= last; i++) if (hashes[i] <= hashes[best]) best = i;
      } else if (hashes[last] <= hashes[best]) best = last;
      if (best >= next) next = this.#meet(hashes[best], start + best, start, end) - start;
    }
  }

  /** Looks a gram up, and adds it if it is new; returns where to look on. */
  #meet(hash, at, start, end) {
    if (this.#used * 2 > this.#slots.length / 2) this.#grow();
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash << 1) & mask;
    for (; slots[slot + 1] !== 0; slot = (slot + 2) & mask) {
      if (slots[slot] !== hash) continue;
      const length = this.#extend(slots[slot + 1], at, start, end);
      if (length < SHORTEST) continue;
      this.shared += length;
      return at + length;
    }
    slots[slot] = hash;
    slots[slot + 1] = at;
    this.#used += 1;
    return at + 1;
  }

  #extend(other, at, start, end) {
    const units = this.#units;
    let before = 0;
    while (
      at - before > start &&
      units[other - before - 1] !== 0 &&
      units[other - before - 1] === units[at - before - 1]
    )
      before++;
    let behind = 0;
    while (at + behind < end && units[other + behind] === units[at + behind]) behind++;
    return before + behind;
  }

  #normalise(text) {
    if (this.#end + text.length + 1 > this.#units.length) {
      const grown = new Uint16Array(Math.max(this.#units.length * 2, this.#end + text.length + 1));
      grown.set(this.#units.subarray(0, this.#end));
      this.#units = grown;
    }
    const units = this.#units;
    let to = this.#end;
    for (let i = 0; i < text.length; i++) {
      const folded = FOLD[text.charCodeAt(i)];
      units[to] = folded;
      to += folded === 0 ? 0 : 1;
    }
    units[to] = 0;
    return to;
  }

  #grow() {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    const mask = this.#slots.length - 1;
    for (let i = 0; i < old.length; i += 2) {
      if (old[i + 1] === 0) continue;
      let slot = (old[i] << 1) & mask;
      while (this.#slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      this.#slots[slot] = old[i];
      this.#slots[slot + 1] = old[i + 1];
    }
  }
}
