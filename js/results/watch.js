/** @typedef {import('./index.js').Observer} Observer */
/** @typedef {import('./index.js').How} How */

/** @type {FinalizationRegistry<Watch> | undefined} */
let registry;

/** Between a result and its observer: ends once, is silent afterwards, and lets no error through. */
export class Watch {
  /** @type {Observer | undefined} */
  #observer;
  #isRegistered = false;

  /** @param {Observer} observer */
  constructor(observer) {
    this.#observer = observer;
  }

  get isLive() {
    return this.#observer !== undefined;
  }

  /** @type {Observer['value']} */
  value(value, stage, promise) {
    try {
      this.#observer?.value(value, stage, promise);
    } catch {}
  }

  /** @param {unknown} item */
  item(item) {
    try {
      this.#observer?.item(item);
    } catch {}
  }

  /** @param {Parameters<Observer['watching']>[0]} kind @param {object} [promise] */
  watching(kind, promise) {
    try {
      this.#observer?.watching(kind, this, promise);
    } catch {}
  }

  /** @type {Observer['run']} */
  run(fn, thisArg, args) {
    return this.#observer ? this.#observer.run(fn, thisArg, args) : Reflect.apply(fn, thisArg, args);
  }

  /** @type {Observer['bind']} */
  bind(fn) {
    return this.#observer ? this.#observer.bind(fn) : fn;
  }

  /** @param {How} how @param {unknown} [error] */
  end(how, error) {
    const observer = this.#observer;
    if (!observer) return;
    this.#observer = undefined;
    if (this.#isRegistered) registry?.unregister(this);
    try {
      observer.end(how, error);
    } catch {
      // There is no stack left: it ends when its time is up.
      this.#observer = observer;
    }
  }

  /** Nobody waits any longer. @param {'timeout' | 'evicted'} [how] */
  expire(how = 'timeout') {
    this.end(how);
  }

  /** Ends when `target` is garbage, whatever it waited for before. @param {object} target */
  endWith(target) {
    if (typeof FinalizationRegistry === 'undefined') return;
    registry ??= new FinalizationRegistry((watch) => watch.end('collected'));
    if (this.#isRegistered) registry.unregister(this);
    registry.register(target, this, this);
    this.#isRegistered = true;
  }
}
