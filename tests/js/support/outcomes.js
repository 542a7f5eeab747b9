// When and in which order a tracer gets to see what bodies give: writes it into the journal as the promise jobs run.
import { Microtasks } from './microtasks.js';
import { isObject } from './snapshot.js';

/** @typedef {import('./journal.js').Span} Span */
/** @typedef {import('./microtasks.js').ModelPromise} ModelPromise */
/** @typedef {{ span: Span, iterator: any, isAsync: boolean, request: ModelPromise | undefined, items: number }} Stream */

export class Outcomes {
  /** Streams that have not ended. @type {Stream[]} */
  streams = [];
  #journal;
  #jobs = new Microtasks();
  /** Promises that the program can get hold of. @type {Map<unknown, { promise: ModelPromise, owner: Span }>} */
  #known = new Map();
  /** What the body of an async function settles. @type {Map<Span, ModelPromise>} */
  #bodies = new Map();
  #iterators = new Set();

  /** @param {import('./journal.js').Journal} journal */
  constructor(journal) {
    this.#journal = journal;
  }

  runJobs() {
    this.#jobs.run();
  }

  /** @param {unknown} value */
  isStream(value) {
    return this.#iterators.has(value);
  }

  /** Whether an async body may return this: not a promise that may be waiting for it. @param {Span} span @param {unknown} value */
  mayAdopt(span, value) {
    const known = this.#known.get(value);
    return !known || known.owner.number > span.number;
  }

  /** @param {unknown} value */
  isPromise(value) {
    return this.#known.has(value);
  }

  /** A wrapped function returned. @param {Span} span @param {unknown} result */
  returned(span, result) {
    this.#journal.value(span, 'output', 'whole', result);
    const known = this.#known.get(result);
    if (known) known.promise.observe(({ ok, value }) => this.#settled(span, result, ok, value));
    else this.#journal.end(span);
  }

  /** @param {Span} span @param {unknown} error */
  threw(span, error) {
    this.#journal.value(span, 'output', 'thrown', error);
    this.#journal.end(span);
  }

  /** A wrapped async function returned its promise; one that is not declared async returned the body's own. @param {Span} span @param {Promise<unknown>} result @param {boolean} isDeclaredAsync */
  promised(span, result, isDeclaredAsync) {
    result.catch(() => {});
    const body = this.#jobs.promise();
    const outer = isDeclaredAsync ? this.#jobs.promise() : body;
    this.#bodies.set(span, body);
    this.#known.set(result, { promise: outer, owner: span });
    this.#journal.value(span, 'output', 'whole', result);
    body.observe(({ ok, value }) => {
      this.#settled(span, result, ok, value);
      if (isDeclaredAsync) outer.settle(ok, value);
    });
  }

  /** @param {Span} span @param {unknown} promise @param {boolean} ok @param {unknown} value */
  #settled(span, promise, ok, value) {
    if (!ok) return this.threw(span, value);
    if (isObject(value)) this.#journal.settled.set(/** @type {object} */ (promise), value);
    this.#journal.value(span, 'output', 'whole', value);
    this.#journal.end(span);
  }

  /** The body of an async function is done. @param {Span} span @param {boolean} ok @param {unknown} value */
  bodyDone(span, ok, value) {
    const body = /** @type {ModelPromise} */ (this.#bodies.get(span));
    const adopted = ok ? this.#known.get(value) : undefined;
    if (adopted) body.adopt(adopted.promise);
    else body.settle(ok, value);
  }

  /** A wrapped generator function returned its iterator. @param {Span} span @param {any} iterator @param {boolean} isAsync @returns {Stream} */
  streamed(span, iterator, isAsync) {
    const stream = { span, iterator, isAsync, request: undefined, items: 0 };
    this.#iterators.add(iterator);
    this.streams.push(stream);
    this.#journal.value(span, 'output', 'whole', iterator);
    return stream;
  }

  /** A stream was asked for something; the body of an async one answers by `answer`. @param {Stream} stream */
  asked(stream) {
    stream.request = this.#jobs.promise();
    stream.request.observe(({ ok, value }) => {
      stream.request = undefined;
      this.answered(stream, ok, value);
    });
  }

  /** The body of an async stream yields, returns or throws. @param {Span} span @param {boolean} ok @param {unknown} answer */
  answer(span, ok, answer) {
    const request = this.streams.find((stream) => stream.span === span)?.request;
    if (ok) this.#jobs.add(() => request?.settle(true, answer));
    else request?.settle(false, answer);
  }

  /** What came out of a stream has reached its reader. @param {Stream} stream @param {boolean} ok @param {any} result of `next`, or what was thrown */
  answered(stream, ok, result) {
    const { span } = stream;
    if (ok && !result.done) return this.#journal.value(span, 'output', 'item', result.value, stream.items++);
    this.streams.splice(this.streams.indexOf(stream), 1);
    if (!ok) return this.threw(span, result);
    this.#journal.value(span, 'output', 'whole', result.value);
    this.#journal.end(span);
  }
}
