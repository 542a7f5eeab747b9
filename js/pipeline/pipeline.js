// From ended spans to the exporters: decides when, cuts batches, hands them to each exporter's own queue, and counts what became of every span.

import { flushBeforeExit, nothingWaits } from '#delivery';
import { currentStamp, KEEPALIVE_BYTES, PART_BYTES, watchPage } from '#page';
import { noteProxies } from '#proxies';
import { untilAborted } from '../base/abortable-timeout.js';
import { timeNow } from '../base/clock.js';
import { hasStack } from '../base/has-stack.js';
import { Losses } from '../batch/losses.js';
import { Delivery } from '../delivery/delivery.js';
import { Batch } from './batch.js';
import { settleEnds } from './ends.js';
import { Feed } from './feed.js';
import { Parts } from './parts.js';

/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */
/** @typedef {import('../options/tracer-options.js').Settings} Settings */
/** @typedef {import('../tracer/recorder.js').Recorder} Recorder */

const DRAIN_SOON_WORDS = 1 << 15;
const DRAIN_SOON_BYTES = 1 << 22;
const DRAIN_NOW_FACTOR = 8;
const MAX_WORDS = DRAIN_SOON_WORDS * 64;
/** What is logged has to fit into the core's memory beside what is there. */
const MAX_CHARACTERS = 2 ** 27;

/** Losses that the tracer counts itself. */
const TO_TELL = {
  evicted: 'spans were ended early: too many were open, or held too much content (stats().spans.evicted)',
  unrecorded:
    'calls were not recorded: the event log was full (queue.maxBytes), or the stack was used up (stats().spans.unrecorded)',
  unsettled: 'spans were ended by promiseTimeout, so without the result that may still come (stats().spans.timedOut)',
  omitted: 'attributes were left out: a span had more than 1,024, or too long ones (stats().content.omitted)',
  failedNotes: 'details of spans were not recorded: the stack was used up (stats().content.failed)',
};

export class Pipeline {
  #recorder;
  #settings;
  #quietly;
  #exporters;
  deliveries;
  #feed;
  #parts = new Parts();
  /** With the exporters. */
  #sent = { spans: 0, bytes: 0 };
  #isWrittenAhead = false;
  #isWriting = false;
  #unwatch = () => {};
  #forgetProxies = () => {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #timerDue = 0;
  #exported = 0;
  #stored = 0;
  #losses;
  #counts;
  #told;
  /** Spans that ended and were not taken, by reason, until somebody has time to tell. @type {Record<string, number>} */
  refused = {};

  /**
   * @param {Settings} settings @param {Recorder} recorder @param {import('../tracer/open-spans.js').OpenSpans} openSpans
   * @param {Record<string, number>} counts of the tracer, some of which are losses @param {<T>(fn: () => T) => T} quietly runs what is not part of the program, such as exporters
   */
  constructor(settings, recorder, openSpans, counts, quietly) {
    this.#counts = counts;
    this.#quietly = quietly;
    this.#settings = settings;
    this.#recorder = recorder;
    // Having no exporter is the user's choice, so it is not reported.
    const told = new Set(['no_exporter']);
    this.#told = told;
    this.#losses = new Losses(settings.onError, told);
    const hooks = {
      onError: settings.onError,
      reported: told,
      settled: (/** @type {Batch} */ batch, /** @type {import('./batch.js').Outcome} */ outcome) =>
        batch.settle(outcome),
    };
    this.#exporters = settings.exporters;
    this.#feed = new Feed(settings, recorder, openSpans, this.#losses, () => this.#onReady());
    this.deliveries = this.#exporters.map((exporter) => new Delivery(exporter, settings.queue, hooks));
  }

  /** Starts loading the core; what happens meanwhile is kept. */
  load() {
    this.#unwatch = watchPage(this);
    this.#forgetProxies = noteProxies();
    flushBeforeExit(this);
    this.#quietly(() => {
      for (const delivery of this.deliveries) if (delivery.open(this.#quietly)) this.#isWrittenAhead = true;
    });
    this.#feed.load();
  }

  #onReady() {
    this.#writeAhead();
    if (this.#unsent.spans > 0) this.#schedule(timeNow());
  }

  /** Why the next span that ends cannot be kept, if so. */
  get refusal() {
    const { spans, bytes } = this.#unsent;
    const { maxSpans, maxBytes } = this.#settings.queue;
    if (this.#feed.hasFailed) return 'core_unavailable';
    return spans >= maxSpans || bytes >= maxBytes ? 'queue_full' : undefined;
  }

  /** What ended and is in no exporter's queue yet. */
  get #unsent() {
    const { spans, bytes } = this.#feed.unsent;
    return { spans: spans + this.#parts.spans, bytes: bytes + this.#parts.bytes };
  }

  get undelivered() {
    return this.#unsent.spans + this.#sent.spans;
  }

  /** Whether what happens can be logged: not when the log is full and the core has not come to take it. */
  get hasRoom() {
    const { log } = this.#recorder;
    return log.length < MAX_WORDS && log.stringBytes < Math.min(this.#settings.queue.maxBytes, MAX_CHARACTERS) * 3;
  }

  /** Whose a trace is that begins now; undefined where there are no pages. @returns {import('./runs.js').Marks | undefined} */
  get whose() {
    return currentStamp && this.deliveries.map((delivery) => delivery.currentStamp());
  }

  /** Takes note of a span whose END is in the log. @param {number} now microseconds @param {import('./runs.js').Marks} [whose] */
  ended(now, whose = this.whose) {
    if (this.#feed.hasFailed) return this.#recorder.log.clear();
    if (whose) this.#feed.mark(whose);
    this.#schedule(now);
    if (!this.#isWrittenAhead || this.#isWriting) return;
    this.#isWriting = true;
    queueMicrotask(() => this.#writeAhead());
  }

  #writeAhead() {
    this.#isWriting = false;
    if (this.#isWrittenAhead) this.#cut(true);
  }

  /** The page may never run again. */
  onHidden() {
    this.#pump(true, KEEPALIVE_BYTES);
    this.#quietly(() => {
      for (const delivery of this.deliveries) delivery.flushKeepalive();
    });
  }

  onPageHide() {
    for (const delivery of this.deliveries) delivery.handOver();
  }

  onResume() {
    for (const delivery of this.deliveries) delivery.resume();
  }

  /** Has a log that is filling up drained soon, also while no span ends. */
  relieve() {
    const { log } = this.#recorder;
    if (log.length < DRAIN_SOON_WORDS && log.stringBytes < DRAIN_SOON_BYTES) return;
    if (this.#feed.hasFailed) log.clear();
    else this.#schedule(timeNow());
  }

  /** @param {string} reason @param {number} [count] @param {unknown} [error] */
  drop(reason, count = 1, error) {
    this.#losses.add(reason, count, error);
  }

  /**
   * Settles after all that ended so far is delivered or given up.
   * @param {boolean} [keepAlive] whether the process has to wait for it @param {AbortSignal} [signal] aborted when nobody waits any more
   */
  async flush(keepAlive = true, signal) {
    // A core that fails meanwhile is followed by another.
    do {
      await untilAborted(this.#feed.untilLoaded(keepAlive), signal);
      this.#pump(true);
    } while (!(this.#feed.isReady || this.#feed.hasFailed || signal?.aborted));
    await Promise.all(this.deliveries.map((delivery) => delivery.idle(keepAlive, signal)));
    if (this.undelivered === 0 && this.#open === 0) nothingWaits(this);
    else if (keepAlive) flushBeforeExit(this);
  }

  /** @param {string} end after which nobody will know of them */
  tellOpen(end) {
    if (this.#open > 0)
      this.#settings.onError(new Error(`${this.#open} spans were still open at ${end}, and are not exported`));
  }

  get #open() {
    return this.#counts.started - this.#counts.ended;
  }

  async shutdown() {
    this.#forgetProxies();
    await this.flush();
    await Promise.all(this.deliveries.map((delivery) => delivery.shutdown()));
    this.#unwatch();
    clearTimeout(this.#timer);
    this.#feed.close();
    nothingWaits(this);
    this.tellOpen('shutdown()');
  }

  /** Does what had to wait for a moment with stack and time: logs ends, counts and tells losses. */
  #settle() {
    settleEnds();
    const { refused } = this;
    this.refused = {};
    for (const [reason, count] of Object.entries(refused)) this.drop(reason, count);
    for (const [name, message] of Object.entries(TO_TELL)) {
      const count = this.#counts[name];
      if (count === 0 || this.#told.has(name)) continue;
      this.#told.add(name);
      this.#settings.onError(new Error(`${count} ${message}`));
    }
  }

  stats() {
    this.#settle();
    const core = this.#feed.stats();
    const exporters = this.deliveries.map(({ stats }) => structuredClone(stats));
    const sum = (/** @type {(stats: any) => number} */ pick) =>
      exporters.reduce((total, stats) => total + pick(stats), 0);
    const unsent = this.#unsent;
    return {
      exported: this.#exported,
      stored: this.#stored,
      dropped: { ...this.#losses.counts },
      queue: { spans: this.undelivered, bytes: unsent.bytes + this.#sent.bytes },
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
    // Exporters, and what is told, are the user's code: they wait until the traced call has returned.
    if (fill > DRAIN_NOW_FACTOR && this.#feed.isReady && hasStack()) this.#drain(false);
    const due = now + (fill > 1 || this.#unsent.spans >= maxBatchSpans ? 0 : flushInterval * 1000);
    // A timer that is long overdue will not come: some runtimes drop them with the request that set them.
    const isLost = now > this.#timerDue + 2000 * flushInterval;
    if (this.#timer !== undefined && due >= this.#timerDue && !isLost) return;
    // setTimeout itself could overflow the stack. A span that ends at a shallower depth schedules instead.
    if (!hasStack()) return;
    clearTimeout(this.#timer);
    this.#timerDue = due;
    this.#timer = setTimeout(() => this.#onTimer().catch(this.#settings.onError), (due - now) / 1000);
    /** @type {any} */ (this.#timer).unref?.();
    flushBeforeExit(this);
  }

  async #onTimer() {
    this.#timer = undefined;
    await this.#feed.untilLoaded(false);
    this.#pump(true);
  }

  /** @param {boolean} takeAll also what would make a small batch @param {number} [mostBytes] of a batch */
  #pump(takeAll, mostBytes = this.#settings.queue.maxBatchBytes) {
    const { maxBatchSpans, maxBatchBytes } = this.#settings.queue;
    this.#cut(takeAll);
    const parts = this.#parts;
    const isDue = () => takeAll || parts.spans >= maxBatchSpans || parts.bytes >= maxBatchBytes;
    while (parts.spans > 0 && isDue()) this.#dispatch(parts.take(maxBatchSpans, Math.min(mostBytes, maxBatchBytes)));
  }

  /** @param {boolean} takeAll */
  #cut(takeAll) {
    this.#settle();
    this.#drain(takeAll);
  }

  /** @param {boolean} takeAll */
  #drain(takeAll) {
    this.#feed.cut(takeAll, PART_BYTES, (part) => {
      for (const [i, delivery] of this.deliveries.entries())
        delivery.writeAhead(part.payloads.get(this.#exporters[i]), part.marks?.[i]);
      this.#parts.add(part);
    });
  }

  /** @param {import('./parts.js').Part} part */
  #dispatch({ spanCount, byteLength, payloads }) {
    this.#countSent(spanCount, byteLength);
    const whenDone = (/** @type {import('./batch.js').Outcome} */ { delivered, stored, dropped }) => {
      this.#countSent(-spanCount, -byteLength);
      this.#exported += delivered;
      this.#stored += stored;
      for (const [reason, count] of Object.entries(dropped)) this.drop(reason, count);
    };
    const batch = new Batch(spanCount, byteLength, payloads, this.deliveries.length, whenDone);
    this.#quietly(() => {
      for (const delivery of this.deliveries) delivery.enqueue(batch);
    });
  }

  /** @param {number} spans @param {number} bytes */
  #countSent(spans, bytes) {
    this.#sent.spans += spans;
    this.#sent.bytes += bytes;
  }
}
