// The differences between a traced program and an untraced one that are documented, as a wrapper that makes them and nothing else.
//
// 1. An `async` function: the promise that it returns is followed by another, which settles one microtask later. To settle it, the
//    language asks the value for its `then` once more.
// 2. A promise that a function which is not `async` returns, alone or in a list or record, and one of a custom iterator's step, is handed on as
//    it is; its rejection counts as handled.
// 3. A step of an async generator, one of a web stream's iterator, and `read()` of its readers are followed as in 1, as long as there is more to come.
// 4. A stream that is piped is read and written by a loop of spanloom's: same chunks, errors and backpressure, other ticks.
//    A program that pipes is compared without ticks, and each role of an act for itself.
// 5. A wrapped function is a proxy: it has no source text, and cannot be called with `new`.
// 6. What is wrapped again by the same tracer, kind and name is wrapped once.
// 7. The promise that a `then` which is not the language's gives to one who leaves a handler out is followed as in 1. No program looks at it.
// 8. `ended` of an event stream as the OpenAI and Anthropic clients have it is asked, though it is an accessor: nothing else tells that no more events come.

import { Readable } from 'node:stream';

const nativeThen = Promise.prototype.then;

/** @param {any} value @returns {value is Promise<any>} */
const isPlainPromise = (value) => value instanceof Promise && value.constructor === Promise;

const AsyncFunction = (async () => {}).constructor;
const asyncGenerator = Object.getPrototypeOf(async function* () {}).prototype;

/** @param {Promise<any>} promise @param {(value: any) => void} [onValue] @param {() => void} [onError] @returns {Promise<any>} */
const follow = (promise, onValue = () => {}, onError = () => {}) =>
  Reflect.apply(nativeThen, promise, [
    (/** @type {any} */ value) => {
      onValue(value);
      return value;
    },
    (/** @type {unknown} */ error) => {
      onError();
      throw error;
    },
  ]);

/** What wraps which function. @type {WeakMap<Function, { fn: Function, mark: string }>} */
const wrapped = new WeakMap();

/** @type {import('./stage.js').Wrap} */
export function reference(fn, { block, tracer, kind, options }) {
  if (block) return inBlock(fn, (body) => handedOn(body()));
  const mark = `${tracer} ${kind} ${options.name ?? fn.name}`;
  const before = wrapped.get(fn);
  const inner = before?.mark === mark ? before.fn : fn;
  const proxy = new Proxy(inner, {
    apply(_, self, args) {
      const result = Reflect.apply(inner, self, args);
      return inner instanceof AsyncFunction ? follow(result, accompany) : handedOn(result);
    },
    construct() {
      throw new TypeError();
    },
  });
  wrapped.set(proxy, { fn: inner, mark });
  return proxy;
}

/** @param {any} result */
function handedOn(result) {
  if (isPlainPromise(result)) Reflect.apply(nativeThen, result, [accompany, () => {}]);
  else accompany(result);
  return result;
}

/** A function whose body is a block. @param {Function} fn @param {(body: () => unknown) => unknown} run @returns {Function} */
export const inBlock = (fn, run) =>
  /** @this {unknown} @param {...unknown} args */
  function blocked(...args) {
    return run(() => Reflect.apply(fn, this, args));
  };

const met = new WeakSet();

/** What is read, until it is over for all who read it. */
class Source {
  isOver = false;
  /** How many read it. */
  open = 0;

  end() {
    this.isOver = true;
  }

  close() {
    this.end();
  }
}

/** One who reads, or a branch that is read in turn. */
class Reading {
  open = 0;
  #source;
  #hasLeft = false;

  /** @param {Source | Reading} source */
  constructor(source) {
    this.#source = source;
    source.open += 1;
  }

  /** @returns {boolean} */
  get isOver() {
    return this.#source.isOver;
  }

  end() {
    if (!this.#hasLeft) this.#source.end();
  }

  leave() {
    if (!this.#hasLeft) this.#source.open -= 1;
    this.#hasLeft = true;
  }

  close() {
    if (this.#hasLeft) return;
    this.leave();
    if (this.#source.open === 0) this.#source.close();
  }
}

/** What a function gave has a life of its own. @param {any} value */
function accompany(value) {
  if (typeof value !== 'object' || value === null || met.has(value)) return;
  met.add(value);
  const source = new Source();
  if (isTelling(value)) return;
  if (value instanceof ReadableStream) accompanyStream(value, source);
  else if (isMethod(value, Symbol.asyncIterator) && isMethod(value, 'next'))
    accompanySteps(value, new Reading(source), Object.prototype.isPrototypeOf.call(asyncGenerator, value));
  else if (isMethod(value, Symbol.asyncIterator)) accompanyIterators(value, Symbol.asyncIterator, source, false);
  else accompany(firstHeld(value));
}

/** What is watched by its events. @param {any} value */
const isTelling = (value) => value instanceof Readable || isMethod(value, '_emit');

/** @param {any} value */
const hasLife = (value) => value instanceof ReadableStream || isTelling(value) || isMethod(value, Symbol.asyncIterator);

/** The first with a life in lists and records; instances of classes have only web streams. @param {object} root */
function firstHeld(root) {
  let level = [root];
  for (let depth = 0; depth < 2; depth++) {
    const members = level.flatMap((holder) => {
      const isPlain = Array.isArray(holder) || Object.getPrototypeOf(holder) === Object.prototype;
      return Object.values(Object.getOwnPropertyDescriptors(holder))
        .filter(({ value, enumerable }) => enumerable && typeof value === 'object' && value !== null)
        .map(({ value }) => ({ value, isPlain }));
    });
    const found = members.find(({ value, isPlain }) => (isPlain ? hasLife(value) : value instanceof ReadableStream));
    if (found) return found.value;
    level = members.map(({ value }) => value);
  }
  return undefined;
}

/** @param {any} target @param {PropertyKey} method that hands out iterators @param {Source | Reading} source @param {boolean} isFresh */
const accompanyIterators = (target, method, source, isFresh) =>
  shadow(target, method, (iterator, options) => {
    if (!met.has(iterator)) accompanySteps(iterator, new Reading(source), isFresh, options?.preventCancel);
    met.add(iterator);
    return iterator;
  });

/** @param {any} iterator @param {Reading} reading @param {boolean} isFresh nobody else holds the promises of its steps @param {boolean} [isKept] */
function accompanySteps(iterator, reading, isFresh, isKept = false) {
  for (const name of ['next', 'throw', 'return']) {
    shadow(iterator, name, (step) => {
      if (reading.isOver || !isPlainPromise(step)) return step;
      const onStep = (/** @type {any} */ result) => {
        if (result?.done !== true) return;
        if (name !== 'return') reading.end();
        else if (isKept) reading.leave();
        else reading.close();
      };
      const onError = () => reading.close();
      if (isFresh) return follow(step, onStep, onError);
      Reflect.apply(nativeThen, step, [onStep, onError]);
      return step;
    });
  }
}

/** @param {any} stream @param {Source | Reading} source */
function accompanyStream(stream, source) {
  shadow(stream, 'getReader', (reader) => accompanyReader(reader, new Reading(source)));
  for (const method of ['values', Symbol.asyncIterator]) accompanyIterators(stream, method, source, true);
  shadow(stream, 'tee', (branches) => {
    for (const branch of branches) accompanyStream(branch, new Reading(source));
    return branches;
  });
}

/** @param {any} reader @param {Reading} reading */
function accompanyReader(reader, reading) {
  const onRead = (/** @type {any} */ { done }) => done && reading.end();
  shadow(reader, 'read', (read) => (reading.isOver ? read : follow(read, onRead)));
  shadow(reader, 'cancel', (cancelled) => {
    reading.close();
    return cancelled;
  });
  shadow(reader, 'releaseLock', () => reading.leave());
  Reflect.apply(nativeThen, reader.closed, [undefined, () => reading.end()]);
  return reader;
}

/** @param {any} target @param {PropertyKey} name @param {(result: any, ...args: any[]) => any} change */
function shadow(target, name, change) {
  const method = target[name];
  if (typeof method !== 'function') return;
  const { enumerable = false, configurable = true } = Object.getOwnPropertyDescriptor(target, name) ?? {};
  Reflect.defineProperty(target, name, {
    /** @this {unknown} @param {...unknown} args */
    value(...args) {
      return change(Reflect.apply(method, this, args), ...args);
    },
    enumerable,
    configurable,
    writable: true,
  });
}

/** Without running an accessor. @param {any} value @param {PropertyKey} name */
function isMethod(value, name) {
  for (let object = value; object !== null; object = Object.getPrototypeOf(object)) {
    const member = Object.getOwnPropertyDescriptor(object, name);
    if (member) return typeof member.value === 'function';
  }
  return false;
}
