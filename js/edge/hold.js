// Keeps an invocation alive, by one promise for `waitUntil`, until its spans have ended and left.
import createContext from '#context';
import { exportsHere } from '../delivery/hold-open.js';
import { flush } from '../tracer/flush.js';
import { Invocation } from '../tracer/invocation.js';

/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */
/** @typedef {(promise: Promise<unknown>) => void} WaitUntil */

/** Keeps the hold that the running code belongs to; undefined where the runtime keeps nothing across `await`. @type {import('../context/from-storage.js').Context | undefined} */
let current;
/** Those that wait, where nothing is kept: an export may run in any of them. @type {Set<Hold>} */
const waiting = new Set();
/** If the platform has ended more of them than that, the oldest are forgotten. */
const MAX_WAITING = 1024;

/** The runtime ends an export together with the invocation that it runs in, whosever its spans are. @param {Promise<unknown>} sent */
function holdExport(sent) {
  if (current) current.get()?.add(sent);
  else for (const hold of waiting) hold.add(sent);
}

function listen() {
  const context = createContext();
  current = context.follow ? undefined : context;
  exportsHere.hold = holdExport;
}

export class Hold {
  #root;
  #invocation = new Invocation();
  #waitUntil;
  #waitWindow;
  /** Exports that run in it. @type {Set<Promise<unknown>>} */
  #exports = new Set();
  /** Called when one of its spans has ended. */
  #onEnded = () => {};
  #isWaiting = false;
  /** Whether a span has ended that has not left yet. */
  #hasNews = false;
  /** Whether its client has gone away, so that nobody waits for what is still open but for this hold. */
  isAbandoned = false;

  /** @param {SpanState} root @param {WaitUntil | undefined} waitUntil undefined where no event is ended: there the tracer sends by itself @param {number} waitWindow milliseconds */
  constructor(root, waitUntil, waitWindow) {
    this.#root = root;
    this.#waitUntil = waitUntil;
    this.#waitWindow = waitWindow;
    root.invocation = this.#invocation;
    this.#invocation.open = 1;
    this.#invocation.onEnded = () => {
      this.#hasNews = true;
      this.#onEnded();
      this.#start();
    };
    if (exportsHere.hold !== holdExport) listen();
    this.#start();
  }

  /** Runs code that belongs to the invocation. @template T @param {() => T} fn @returns {T} */
  run(fn) {
    return current ? current.run(this, fn, undefined, []) : fn();
  }

  /** @param {Promise<unknown>} sent */
  add(sent) {
    this.#exports.add(sent);
    sent.then(() => this.#exports.delete(sent));
  }

  /** Starts to wait, unless it does. Again if a span ends after all waiting was over. */
  #start() {
    const waitUntil = this.#waitUntil;
    if (!waitUntil || this.#isWaiting) return;
    this.#isWaiting = true;
    if (!current) waiting.add(this);
    if (waiting.size > MAX_WAITING) waiting.delete(/** @type {Hold} */ (waiting.values().next().value));
    const { onError } = this.#root.tracer.settings;
    const left = this.run(() => this.#untilLeft())
      .catch(onError)
      .then(() => {
        this.#isWaiting = false;
        waiting.delete(this);
      });
    try {
      waitUntil(left);
    } catch (error) {
      // The platform has ended the invocation already.
      onError(error);
    }
  }

  async #untilLeft() {
    do {
      await this.#untilEnded();
      this.#hasNews = false;
      await this.#leave();
    } while (this.#hasNews);
  }

  /** Waits for its spans. What has ended leaves in parts while the handler or its response goes on; after that, the wait is one window. */
  async #untilEnded() {
    const invocation = this.#invocation;
    const root = this.#root;
    while (invocation.open > 0) {
      const isAfter = root.ended;
      const isLate = await this.#change(() => invocation.open === 0 || root.ended !== isAfter);
      if (isLate && isAfter) return this.#giveUp();
      if (isLate) await this.#leave();
    }
  }

  /** Ends what is still open of an abandoned invocation: the platform ends its code when nothing waits for it. */
  #giveUp() {
    if (!this.isAbandoned) return;
    for (const { invocation, watch } of [...this.#root.tracer.openSpans])
      if (invocation === this.#invocation) watch?.expire('timeout');
  }

  /** Waits until `isThere`, asked whenever a span ends. Resolves to whether the window was over before. @param {() => boolean} isThere @returns {Promise<boolean>} */
  #change(isThere) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => end(true), this.#waitWindow);
      const end = (/** @type {boolean} */ isLate) => {
        clearTimeout(timer);
        this.#onEnded = () => {};
        resolve(isLate);
      };
      this.#onEnded = () => {
        if (isThere()) end(false);
      };
      this.#onEnded();
    });
  }

  /** Sends what has ended. Waits for the exports that run here as long as they take, and for those that run elsewhere at most for a window: they may be dead. */
  async #leave() {
    const { tracer } = this.#root;
    await tracer.pipeline.untilLoaded();
    await flush(tracer, { timeout: this.#waitWindow });
    while (this.#exports.size > 0) await Promise.all(this.#exports);
  }
}
