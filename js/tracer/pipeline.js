// From the event log to the exporters: drains the log into the core, cuts batches, hands them to each exporter's own queue, and counts what became of every span.
import { KEEPALIVE_BYTES, watchPage } from '#page';
import { openSession } from '../core/open-session.js';
import { createDelivery } from '../exporter/delivery.js';
import { ExportError } from '../exporter/export-error.js';
import { Losses } from '../exporter/losses.js';
import { readExporter } from '../exporter/read-exporter.js';
import { Batch } from './batch.js';
import { microseconds, settleClock } from './clock.js';
import { flushBeforeExit, nothingWaits } from './exit.js';
import { makePart, Parts } from './parts.js';

/** @typedef {import('./span-state.js').SpanState} SpanState */
/** @typedef {import('../options/tracer-options.js').Settings} Settings */
/** @typedef {import('./recorder.js').Recorder} Recorder */
/** @typedef {import('../core/open-session.js').Session} Session */

/** Milliseconds that a flush waits for the core. */
const LOAD_PATIENCE = 30_000;
const DRAIN_SOON_WORDS = 1 << 15;
const DRAIN_SOON_BYTES = 1 << 22;
const DRAIN_NOW_FACTOR = 8;
const PROCESS_EXIT = 'process_exit';
/** A page may be gone at any time: what ended is encoded at once, and written ahead in parts of this size. */
const PART_BYTES = 32_768;

export class Pipeline {
  #recorder;
  #settings;
  #quietly;
  #exporters;
  #deliveries;
  #keepsSpans;
  /** @type {Session | undefined} */
  #session;
  /** @type {Promise<void> | undefined} */
  #loading;
  /** Ends the wait for the core. @type {(reason: Error) => void} */
  #giveUpLoading = () => {};
  #hasFailed = false;
  /** Ended spans in order, where an exporter wants objects. @type {SpanState[]} */
  #ended = [];
  #waiting = { spans: 0, bytes: 0 };
  #parts = new Parts();
  /** With the exporters. */
  #sent = { spans: 0, bytes: 0 };
  #isWrittenAhead = false;
  #isWriting = false;
  #unwatch = () => {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #timerDue = 0;
  #exported = 0;
  #stored = 0;
  /** The core's counters when it was shut down. @type {any} */
  #lastStats;
  #losses;

  /**
   * @param {Settings} settings @param {Recorder} recorder
   * @param {(fn: () => void) => void} quietly runs what is not part of the program, such as exporters
   */
  constructor(settings, recorder, quietly) {
    this.#quietly = quietly;
    this.#settings = settings;
    this.#recorder = recorder;
    this.#keepsSpans = recorder.keepsContent;
    // Nobody has to be told of a choice.
    const told = new Set(['no_exporter']);
    this.#losses = new Losses(settings.onError, told);
    const hooks = {
      onError: settings.onError,
      told,
      settled: (/** @type {Batch} */ batch, /** @type {import('./batch.js').Outcome} */ outcome) =>
        batch.settle(outcome),
    };
    this.#exporters = Array.from(settings.exporters, (exporter, i) => readExporter(`exporters[${i}]`, exporter));
    this.#deliveries = this.#exporters.map((exporter) => createDelivery(exporter, settings.queue, hooks));
  }

  /** Starts loading the core; what happens meanwhile is kept. */
  load() {
    this.#loading ??= this.#open();
    return this.#loading;
  }

  async #open() {
    this.#unwatch = watchPage(this);
    this.#quietly(() => {
      for (const delivery of this.#deliveries) if (delivery.open()) this.#isWrittenAhead = true;
    });
    const { session, giveUp } = openSession(this.#settings);
    this.#giveUpLoading = giveUp;
    try {
      this.#session = await session;
      this.#writeAhead();
    } catch (/** @type {any} */ error) {
      this.#hasFailed = true;
      const message = `the WebAssembly core could not be loaded, so no span is exported: ${error?.message ?? error}`;
      this.#dropWaiting('core_unavailable', new Error(message, { cause: error }));
    }
  }

  /** Waits for the core, but not for ever. @param {boolean} keepAlive whether the process has to wait as well */
  async #untilLoaded(keepAlive) {
    const loading = this.load();
    if (this.#session || this.#hasFailed) return;
    const late = () => this.#giveUpLoading(new Error(`it did not come within ${LOAD_PATIENCE / 1000} s`));
    const timer = setTimeout(late, LOAD_PATIENCE);
    if (!keepAlive) /** @type {any} */ (timer).unref?.();
    await loading;
    clearTimeout(timer);
  }

  /** Why the next span that ends cannot be kept, if so. */
  get refusal() {
    const { spans, bytes } = this.#unsent;
    const { maxSpans, maxBytes } = this.#settings.queue;
    if (this.#hasFailed) return 'core_unavailable';
    return spans >= maxSpans || bytes >= maxBytes ? 'queue_full' : undefined;
  }

  /** What ended and is in no exporter's queue yet. */
  get #unsent() {
    return { spans: this.#waiting.spans + this.#parts.spans, bytes: this.#waiting.bytes + this.#parts.bytes };
  }

  /** Whether what happens can be logged: not when the log is full and the core has not come to take it. */
  get hasRoom() {
    const { log } = this.#recorder;
    return log.length < DRAIN_SOON_WORDS * 64 && log.stringBytes < this.#settings.queue.maxBytes * 3;
  }

  /** Takes note of a span whose END is in the log. @param {SpanState} state @param {number} bytes its content */
  ended(state, bytes) {
    if (this.#keepsSpans) this.#ended.push(state);
    this.#waiting.spans += 1;
    this.#waiting.bytes += bytes;
    this.#schedule(state.end);
    if (!this.#isWrittenAhead || this.#isWriting) return;
    this.#isWriting = true;
    queueMicrotask(() => this.#writeAhead());
  }

  #writeAhead() {
    this.#isWriting = false;
    if (this.#isWrittenAhead) this.#cut(true, PART_BYTES);
  }

  /** The page may never run again. */
  hide() {
    this.#pump(true, KEEPALIVE_BYTES);
    this.#quietly(() => {
      for (const delivery of this.#deliveries) delivery.hurry();
    });
  }

  leave() {
    for (const delivery of this.#deliveries) delivery.leave();
  }

  back() {
    for (const delivery of this.#deliveries) delivery.back();
  }

  /** Takes note of a span that ended in vain. @param {string} reason @param {number} now microseconds */
  refuse(reason, now) {
    this.drop(reason);
    if (this.#hasFailed) this.#recorder.log.clear();
    else this.#schedule(now);
  }

  /** Has a log that is filling up drained soon, also while no span ends. */
  relieve() {
    const { log } = this.#recorder;
    if (log.length < DRAIN_SOON_WORDS && log.stringBytes < DRAIN_SOON_BYTES) return;
    if (this.#hasFailed) log.clear();
    else this.#schedule(microseconds(settleClock()));
  }

  /** @param {string} reason @param {number} [count] @param {unknown} [error] */
  drop(reason, count = 1, error) {
    this.#losses.add(reason, count, error);
  }

  /** Settles after all that ended so far is delivered or given up. @param {boolean} [keepAlive] whether the process has to wait for it */
  async flush(keepAlive = true) {
    await this.#untilLoaded(keepAlive);
    this.#pump(true);
    await Promise.all(this.#deliveries.map((delivery) => delivery.idle(keepAlive)));
    if (this.#waiting.spans === 0) nothingWaits(this);
  }

  /** The program ends: what is under way to an exporter is given up. */
  abandon() {
    const { spans } = this.stats().queue;
    if (spans === 0) return;
    const message = `the program ended before ${spans} spans were delivered; await flush() waits for all retries`;
    this.drop(PROCESS_EXIT, 0, new ExportError(PROCESS_EXIT, message));
    for (const delivery of this.#deliveries) delivery.abandon(PROCESS_EXIT);
  }

  async shutdown() {
    await this.flush();
    await Promise.all(this.#deliveries.map((delivery) => delivery.shutdown()));
    this.#unwatch();
    clearTimeout(this.#timer);
    this.#lastStats = this.#session?.stats();
    this.#session?.dispose();
    this.#session = undefined;
    this.#hasFailed = true;
  }

  stats() {
    const core = this.#session?.stats() ?? this.#lastStats;
    const exporters = this.#deliveries.map(({ stats }) => structuredClone(stats));
    const sum = (/** @type {(stats: any) => number} */ pick) =>
      exporters.reduce((total, stats) => total + pick(stats), 0);
    const unsent = this.#unsent;
    return {
      exported: this.#exported,
      stored: this.#stored,
      dropped: { ...this.#losses.counts },
      queue: { spans: unsent.spans + this.#sent.spans, bytes: unsent.bytes + this.#sent.bytes },
      core,
      export: { attempts: sum((s) => s.attempts), retries: sum((s) => s.retries), failures: sum((s) => s.failures) },
      exporters,
    };
  }

  /** @param {number} now microseconds */
  #schedule(now) {
    const { log } = this.#recorder;
    const { maxBatchSpans, flushInterval } = this.#settings.queue;
    const fill = Math.max(log.length / DRAIN_SOON_WORDS, log.stringBytes / DRAIN_SOON_BYTES);
    if (fill > DRAIN_NOW_FACTOR && this.#session) return this.#pump(false);
    const due = now + (fill > 1 || this.#unsent.spans >= maxBatchSpans ? 0 : flushInterval * 1000);
    // A timer that is long overdue will not come: some runtimes drop them with the request that set them.
    const isLost = now > this.#timerDue + 2000 * flushInterval;
    if (this.#timer !== undefined && due >= this.#timerDue && !isLost) return;
    clearTimeout(this.#timer);
    this.#timerDue = due;
    this.#timer = setTimeout(() => this.#onTimer(), (due - now) / 1000);
    /** @type {any} */ (this.#timer).unref?.();
    flushBeforeExit(this);
  }

  async #onTimer() {
    this.#timer = undefined;
    await this.#untilLoaded(false);
    this.#pump(true);
  }

  /** @param {boolean} takeAll also what would make a small batch @param {number} [mostBytes] of a batch */
  #pump(takeAll, mostBytes = this.#settings.queue.maxBatchBytes) {
    const { maxBatchSpans, maxBatchBytes } = this.#settings.queue;
    this.#cut(takeAll, mostBytes);
    const parts = this.#parts;
    const isDue = () => takeAll || parts.spans >= maxBatchSpans || parts.bytes >= maxBatchBytes;
    while (parts.spans > 0 && isDue()) this.#dispatch(parts.take(maxBatchSpans, Math.min(mostBytes, maxBatchBytes)));
  }

  /** @param {boolean} takeAll @param {number} mostBytes of a part */
  #cut(takeAll, mostBytes) {
    const session = this.#session;
    if (!session) return;
    const { maxBatchSpans, maxBatchBytes } = this.#settings.queue;
    try {
      this.#drain(session);
      const isDue = () => takeAll || session.finishedSpans >= maxBatchSpans || session.finishedBytes >= maxBatchBytes;
      while (session.finishedSpans > 0 && isDue())
        this.#encode(session, session.cut(maxBatchSpans, Math.min(mostBytes, maxBatchBytes)));
      this.#waiting = { spans: session.finishedSpans, bytes: session.finishedBytes };
    } catch (error) {
      // Out of memory, most likely. What the core held is lost, and it is not asked again.
      this.#session = undefined;
      this.#hasFailed = true;
      this.#dropWaiting('core_failed', error);
    }
  }

  /** @param {Session} session */
  #drain(session) {
    const status = session.drain(this.#recorder.log, microseconds(settleClock()));
    if (status === 0) return;
    const error = new Error(`the core refused a record of the event log (status ${status})`);
    this.drop('log_refused', this.#waiting.spans - session.finishedSpans, error);
    this.#ended.length = Math.min(this.#ended.length, session.finishedSpans);
  }

  /** Makes a part of the session's current batch. @param {Session} session @param {number} spanCount */
  #encode(session, spanCount) {
    const states = this.#ended.splice(0, spanCount);
    const part = makePart(session, states, spanCount, this.#exporters);
    session.release();
    this.#waiting.spans -= spanCount;
    for (const state of states) state.release();
    this.#parts.add(part);
    for (const [i, delivery] of this.#deliveries.entries()) delivery.keep(part.payloads.get(this.#exporters[i]));
  }

  /** @param {import('./parts.js').Part} part */
  #dispatch({ spanCount, byteLength, payloads }) {
    this.#countSent(spanCount, byteLength);
    const whenDone = (/** @type {number} */ delivered, /** @type {number} */ stored, /** @type {string} */ reason) => {
      this.#countSent(-spanCount, -byteLength);
      this.#exported += delivered;
      this.#stored += stored;
      this.drop(reason, spanCount - delivered - stored);
    };
    const batch = new Batch(spanCount, byteLength, payloads, this.#deliveries.length, whenDone);
    this.#quietly(() => {
      for (const delivery of this.#deliveries) delivery.enqueue(batch);
    });
  }

  /** @param {number} spans @param {number} bytes */
  #countSent(spans, bytes) {
    this.#sent.spans += spans;
    this.#sent.bytes += bytes;
  }

  /** @param {string} reason @param {unknown} error */
  #dropWaiting(reason, error) {
    this.drop(reason, this.#waiting.spans, error);
    this.#waiting = { spans: 0, bytes: 0 };
    this.#ended = [];
    this.#recorder.log.clear();
  }
}
