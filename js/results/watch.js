// The life of one result.
import { isLast } from '../providers/index.js';

/** @typedef {import('./index.js').Observer} Observer */
/** @typedef {import('./index.js').How} How */

/** @type {FinalizationRegistry<Watch> | undefined} */
let registry;

/** Stands between a result and its observer: it ends once, is silent afterwards, and lets no error through. */
export class Watch {
  /** @type {Observer | undefined} */
  #observer;
  #isRegistered = false;
  /** Whether the source is a single answer of a model. Many readers stop at its last item and never see the end of the source. */
  endsWithAnswer = false;
  /** The first rejection of a promise inside the result. @type {{ error: unknown } | undefined} */
  failure;

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
      if (this.endsWithAnswer && isLast(item)) this.end('drained');
    } catch {}
  }

  /** @param {Parameters<Observer['watching']>[0]} kind @param {object} [promise] */
  watching(kind, promise) {
    try {
      this.#observer?.watching(kind, this, promise);
    } catch {}
  }

  get isOutermost() {
    return this.#observer?.isOutermost === true;
  }

  get place() {
    try {
      return this.#observer?.place?.();
    } catch {
      return undefined;
    }
  }

  /** @param {How} how @param {unknown} [error] */
  end(how, error) {
    const observer = this.#observer;
    if (!observer) return;
    this.#observer = undefined;
    if (this.#isRegistered) registry?.unregister(this);
    try {
      observer.end(how, error, this.failure);
    } catch {
      // No stack is left: it ends at its timeout instead.
      this.#observer = observer;
    }
  }

  /** Ends without waiting any longer. @param {'timeout' | 'evicted'} [how] */
  expire(how = 'timeout') {
    this.end(how);
  }

  /** Ends when `target` is garbage-collected. Replaces the target of an earlier call. @param {object} target */
  endWith(target) {
    if (typeof FinalizationRegistry === 'undefined') return;
    registry ??= new FinalizationRegistry((watch) => watch.end('collected'));
    if (this.#isRegistered) registry.unregister(this);
    registry.register(target, this, this);
    this.#isRegistered = true;
  }
}
