// When and in which order a tracer gets to see what bodies give: writes it into the journal as the promise jobs run.
import { heldBy } from './held.js';
import { Microtasks } from './microtasks.js';
import { isObject } from './snapshot.js';

/** @typedef {import('./journal.js').Span} Span */
/** @typedef {import('./microtasks.js').ModelPromise} ModelPromise */
/**
 * @typedef {Object} Listener
 * @property {Span} span whose result it is
 * @property {number} items that it heard
 * @property {{ value: unknown }} [rejection] the first one among the promises of the result
 */
/**
 * @typedef {Object} Stream
 * @property {Span} span whose body it is
 * @property {any} iterator
 * @property {boolean} isAsync
 * @property {ModelPromise} [request]
 * @property {Listener[]} listeners in order
 * @property {{ ok: boolean, result: any }} [end]
 */

export class Outcomes {
  /** Streams that have not ended. @type {Stream[]} */
  streams = [];
  #journal;
  #jobs = new Microtasks();
  /** Promises that the program can get hold of. @type {Map<unknown, { promise: ModelPromise, owner: Span }>} */
  #known = new Map();
  /** What the body of an async function settles. @type {Map<Span, ModelPromise>} */
  #bodies = new Map();
  /** Those that have ended as well, by what the program has of them. @type {Map<unknown, Stream>} */
  #all = new Map();

  /** @param {import('./journal.js').Journal} journal */
  constructor(journal) {
    this.#journal = journal;
  }

  runJobs() {
    this.#jobs.run();
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
    else this.#watch(span, result);
  }

  /** A span is over with its result, or with what that is or holds: a stream, or else promises. @param {Span} span @param {unknown} result */
  #watch(span, result) {
    const { stream, promises } = heldBy(result, (member) => this.#memberStream(member));
    const source = this.#all.get(result) ?? stream;
    if (source) this.#listen({ span, items: 0 }, source);
    else if (promises.length > 0) this.#wait(span, result, promises);
    else this.#journal.end(span);
  }

  /** Only what is asynchronous makes what holds it wait. @param {unknown} member */
  #memberStream(member) {
    const stream = this.#all.get(member);
    return stream?.isAsync ? stream : undefined;
  }

  /** Until all promises have settled, or one of them to a stream. @param {Span} span @param {unknown} holder @param {Promise<unknown>[]} promises */
  #wait(span, holder, promises) {
    /** @type {Listener} */
    const listener = { span, items: 0 };
    let pending = promises.length;
    for (const promise of promises) {
      this.#known.get(promise)?.promise.observe(({ ok, value }) => {
        if (!ok) listener.rejection ??= { value };
        const stream = ok && pending > 0 ? this.#memberStream(value) : undefined;
        pending = stream ? 0 : pending - 1;
        if (stream) return this.#listen(listener, stream);
        if (pending !== 0) return;
        this.#journal.value(span, 'output', 'whole', holder);
        this.#hear(listener, true);
      });
    }
  }

  /** @param {Listener} listener @param {Stream} stream */
  #listen(listener, stream) {
    if (stream.end) this.#hear(listener, stream.end.ok, stream.end.result);
    else stream.listeners.push(listener);
  }

  /** What a result is or holds is over. @param {Listener} listener @param {boolean} ok @param {unknown} [error] */
  #hear({ span, rejection }, ok, error) {
    if (!ok) this.threw(span, error);
    else if (rejection) this.threw(span, rejection.value);
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
    this.#watch(span, value);
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
    /** @type {Stream} */
    const stream = { span, iterator, isAsync, listeners: [] };
    this.#all.set(iterator, stream);
    this.streams.push(stream);
    this.#journal.value(span, 'output', 'whole', iterator);
    this.#listen({ span, items: 0 }, stream);
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
    if (ok && !result.done) {
      for (const listener of stream.listeners)
        this.#journal.value(listener.span, 'output', 'item', result.value, listener.items++);
      return;
    }
    this.streams.splice(this.streams.indexOf(stream), 1);
    stream.end = { ok, result };
    if (ok) for (const { span } of stream.listeners) this.#journal.value(span, 'output', 'whole', result.value);
    for (const listener of stream.listeners) this.#hear(listener, ok, result);
  }
}
