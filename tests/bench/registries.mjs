// The registry of objects and their uses, twice: the core's, fed through the event log as the tracer feeds it, and the same in plain JavaScript.
import { CoreSession } from '../../js/core/session.js';
import { EventLog } from '../../js/log/event-log.js';
import { NONE, OP, SHAPE, SIDE, STATUS } from '../../js/log/records.js';

const PRODUCER = 1;
/** Objects that one consumer is given. */
const ARGUMENTS = 64;
const DRAIN_WORDS = 1 << 15;
const OFF = { structure: false, text: false, attribution: false, ranges: false };
const LINKS = /** @type {const} */ ({
  policy: 'flow',
  evidence: OFF,
  minLength: 0,
  maxTraces: 1 << 11,
  maxObjects: 1 << 21,
  maxTextBytes: 0,
});

/** Of several traces, one after the other; all of them stay open. */
export class CoreRegistry {
  #session;
  #log = new EventLog();
  #spans = 0;
  #traces = 0;

  /** @param {import('../../js/core/load.js').Core} core */
  constructor(core) {
    this.#session = new CoreSession(core, LINKS);
    this.#put(OP.TEMPLATE | (1 << 8), 0, this.#log.intern('step'), 0);
  }

  /** One span puts out all these objects. @param {number[]} ids */
  produce(ids) {
    this.#traces += 1;
    this.#put(OP.TRACE, this.#traces, 1, 2, 3, this.#traces);
    const span = this.#start(0);
    for (let i = 0; i < ids.length; i++) this.#value(span, SIDE.OUTPUT, SHAPE.ITEM, i, ids[i]);
    this.#drain();
  }

  /** They come in again, some to each of many spans. @param {number[]} ids */
  consume(ids) {
    for (let i = 0; i < ids.length; ) {
      const span = this.#start(1);
      const end = Math.min(i + ARGUMENTS, ids.length);
      for (let nth = 0; i < end; i++, nth++) this.#value(span, SIDE.INPUT, SHAPE.ARGUMENT, nth, ids[i]);
      this.#put(OP.END | (STATUS.OK << 8) | (1 << 16), span, 0, 0, 0);
      if (this.#log.length > DRAIN_WORDS) this.#drain();
    }
    this.#drain();
  }

  dispose() {
    this.#session.dispose();
  }

  /** @param {number} fn */
  #start(fn) {
    const span = ++this.#spans;
    this.#put(OP.START, span, this.#traces, 0, 0, fn, span, span, 0, 0, 0, 0);
    return span;
  }

  #value(span, side, shape, index, id) {
    const at = this.#log.claim(8);
    const { words } = this.#log;
    words[at] = OP.VALUE | (side << 8) | (shape << 16);
    words[at + 1] = span;
    words[at + 2] = index;
    words[at + 3] = 1;
    words[at + 4] = id;
    words[at + 5] = 0;
    words[at + 6] = NONE;
    words[at + 7] = NONE;
    if (this.#log.length > DRAIN_WORDS) this.#drain();
  }

  #put(...words) {
    this.#log.words.set(words, this.#log.claim(words.length));
  }

  #drain() {
    const status = this.#session.drain(this.#log, 0);
    if (status !== 0) throw new Error(`the core refused the log: ${status}`);
  }
}

/** As one would write it: a map from ids to lists of uses, the newest first. */
export class PlainRegistry {
  #uses = new Map();
  #spans = PRODUCER;
  links = new Map();

  /** @param {number[]} ids */
  produce(ids) {
    for (let i = 0; i < ids.length; i++) this.#note(ids[i], PRODUCER, SIDE.OUTPUT, i, undefined);
  }

  /** @param {number[]} ids */
  consume(ids) {
    for (let i = 0; i < ids.length; ) {
      const span = ++this.#spans;
      const links = new Map();
      const end = Math.min(i + ARGUMENTS, ids.length);
      for (let nth = 0; i < end; i++, nth++) {
        const source = this.#latestOutput(ids[i], span);
        if (source && !links.has(source.span)) links.set(source.span, { from: source.key, to: nth });
        this.#note(ids[i], span, SIDE.INPUT, nth, source?.span);
      }
      this.links.set(span, links);
    }
  }

  dispose() {}

  #latestOutput(id, span) {
    let use = this.#uses.get(id);
    while (use && (use.side !== SIDE.OUTPUT || use.span === span)) use = use.next;
    return use;
  }

  #note(id, span, side, key, source) {
    this.#uses.set(id, { span, side, key, source, next: this.#uses.get(id) });
  }
}
