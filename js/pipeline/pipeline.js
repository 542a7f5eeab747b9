// From ended spans to the exporters: decides when the event log is drained and when spans are sent, and stops when the page, the program or the tracer does.

import { flushBeforeExit, nothingWaits } from '#delivery';
import { currentStamp, KEEPALIVE_BYTES, PART_BYTES, watchPage } from '#page';
import { noteProxies } from '#proxies';
import { untilAborted } from '../base/abortable-timeout.js';
import { timeNow } from '../base/clock.js';
import { hasStack } from '../base/has-stack.js';
import { Losses } from '../batch/losses.js';
import { Dispatcher } from './dispatcher.js';
import { settleEnds } from './ends.js';
import { Feed } from './feed.js';
import { FlushSchedule } from './flush-schedule.js';
import { DRAIN_NOW_LEVEL, hasRoom, levelOf } from './log-level.js';
import { reportLosses } from './loss-report.js';
import { Parts } from './parts.js';

/** @typedef {import('../options/tracer-options.js').Settings} Settings */
/** @typedef {import('../tracer/recorder.js').Recorder} Recorder */

export class Pipeline {
  #settings;
  #log;
  #counts;
  #losses;
  #reported;
  #feed;
  #parts = new Parts();
  #dispatcher;
  #schedule;
  #isWrittenAhead = false;
  /** Whether a microtask will write ahead. */
  #isWriting = false;
  #unwatch = () => {};
  #forgetProxies = () => {};
  /** Ended spans that were refused and are not counted as dropped yet, by reason. @type {Record<string, number>} */
  refused = {};

  /** @param {Settings} settings @param {Recorder} recorder @param {import('../tracer/open-spans.js').OpenSpans} openSpans @param {Record<string, number>} counts of the tracer @param {<T>(fn: () => T) => T} untraced calls a function with tracing suppressed */
  constructor(settings, recorder, openSpans, counts, untraced) {
    this.#settings = settings;
    this.#log = recorder.log;
    this.#counts = counts;
    // To have no exporter is the user's choice, so it is not reported.
    this.#reported = new Set(['no_exporter']);
    this.#losses = new Losses(settings.onError, this.#reported);
    this.#feed = new Feed(settings, recorder, openSpans, this.#losses, () => this.#onReady());
    this.#dispatcher = new Dispatcher(settings, this.#losses, this.#reported, untraced, recorder.resource);
    this.#schedule = new FlushSchedule(settings.queue.flushInterval, () => this.#onDue().catch(settings.onError));
  }

  /** Starts to load the core. Until it is loaded, the event log keeps what happens. */
  load() {
    this.#unwatch = watchPage(this);
    this.#forgetProxies = noteProxies();
    flushBeforeExit(this);
    this.#isWrittenAhead = this.#dispatcher.open();
    this.#feed.load();
  }

  #onReady() {
    this.#writeAhead();
    if (this.#unsent.spans > 0) this.#request(timeNow());
  }

  get deliveries() {
    return this.#dispatcher.deliveries;
  }

  /** For each exporter, the owner stamp of a trace that starts now; undefined outside of pages. @returns {import('./runs.js').OwnerStamps | undefined} */
  get ownerStamps() {
    return currentStamp && this.deliveries.map((delivery) => delivery.currentStamp());
  }

  /** The reason why the next span that ends is dropped, if there is one. */
  get refusal() {
    const { spans, bytes } = this.#unsent;
    const { maxSpans, maxBytes } = this.#settings.queue;
    if (this.#feed.hasFailed) return 'core_unavailable';
    return spans >= maxSpans || bytes >= maxBytes ? 'queue_full' : undefined;
  }

  /** Spans that ended and are in no exporter's queue. */
  get #unsent() {
    const { spans, bytes } = this.#feed.unsent;
    return { spans: spans + this.#parts.spans, bytes: bytes + this.#parts.bytes };
  }

  /** Spans that ended and are not settled. */
  get undelivered() {
    return this.#unsent.spans + this.#dispatcher.spans;
  }

  /** Whether the event log has room. It has none if it is full and the core does not drain it. */
  get hasRoom() {
    return hasRoom(this.#log, this.#settings.queue.maxBytes);
  }

  /** Called when the end of a span is in the log. @param {number} now microseconds @param {import('./runs.js').OwnerStamps} [ownerStamps] */
  onEnded(now, ownerStamps = this.ownerStamps) {
    if (this.#feed.hasFailed) return this.#log.clear();
    if (ownerStamps) this.#feed.stamp(ownerStamps);
    this.#request(now);
    if (!this.#isWrittenAhead || this.#isWriting) return;
    this.#isWriting = true;
    queueMicrotask(() => this.#writeAhead());
  }

  /** Stores what ended, in case the page does not live until it is sent. */
  #writeAhead() {
    this.#isWriting = false;
    if (!this.#isWrittenAhead) return;
    this.#settle();
    this.#drain(true);
  }

  /** Called when the page is hidden: it may never run again. */
  onHidden() {
    this.#send(true, KEEPALIVE_BYTES);
    this.#dispatcher.each((delivery) => delivery.flushKeepalive());
  }

  /** Called when the page is gone, or in the back/forward cache. */
  onPageHide() {
    for (const delivery of this.deliveries) delivery.handOver();
  }

  /** Called when the page is back from that cache. */
  onResume() {
    for (const delivery of this.deliveries) delivery.resume();
  }

  /** Has the event log drained soon if it fills up although no span ends. */
  relieve() {
    if (levelOf(this.#log) < 1) return;
    if (this.#feed.hasFailed) this.#log.clear();
    else this.#request(timeNow());
  }

  /** @param {string} reason @param {number} [count] @param {unknown} [error] */
  drop(reason, count = 1, error) {
    this.#losses.add(reason, count, error);
  }

  /** Settles when the core is loaded, or has failed to load. */
  untilLoaded = () => this.#feed.untilLoaded(true);

  /**
   * Settles when every span that has ended so far is delivered or dropped.
   * @param {boolean} [keepAlive] whether the process stays alive until then @param {AbortSignal} [signal] ends the wait
   */
  async flush(keepAlive = true, signal) {
    // If the core fails meanwhile, another one takes over.
    do {
      await untilAborted(this.#feed.untilLoaded(keepAlive), signal);
      this.#send(true);
    } while (!(this.#feed.isReady || this.#feed.hasFailed || signal?.aborted));
    await Promise.all(this.deliveries.map((delivery) => delivery.idle(keepAlive, signal)));
    if (this.undelivered === 0 && this.#open === 0) nothingWaits(this);
    else if (keepAlive) flushBeforeExit(this);
  }

  /** Reports spans that will never end. @param {string} end what they did not end before */
  reportOpen(end) {
    const open = this.#open === 1 ? '1 span was' : `${this.#open} spans were`;
    if (this.#open > 0) this.#settings.onError(new Error(`${open} still open at ${end}, and will not be exported`));
  }

  get #open() {
    return this.#counts.started - this.#counts.ended;
  }

  async shutdown() {
    this.#forgetProxies();
    await this.flush();
    await Promise.all(this.deliveries.map((delivery) => delivery.shutdown()));
    this.#unwatch();
    this.#schedule.cancel();
    this.#feed.close();
    nothingWaits(this);
    this.reportOpen('shutdown()');
  }

  stats() {
    this.#settle();
    const core = this.#feed.stats();
    const exporters = this.deliveries.map(({ stats }) => structuredClone(stats));
    const sum = (/** @type {(stats: any) => number} */ pick) =>
      exporters.reduce((total, stats) => total + pick(stats), 0);
    const { exported, stored, bytes } = this.#dispatcher;
    return {
      exported,
      stored,
      dropped: { ...this.#losses.counts },
      queue: { spans: this.undelivered, bytes: this.#unsent.bytes + bytes },
      core,
      export: { attempts: sum((s) => s.attempts), retries: sum((s) => s.retries), failures: sum((s) => s.failures) },
      exporters,
    };
  }

  /** Drains the event log, and returns the lineage of a stand-in; undefined if the core cannot be called. @param {number} number @param {number[]} keyWords */
  lineage(number, keyWords) {
    return this.#feed.lineage(number, keyWords);
  }

  /** Schedules a flush. @param {number} now microseconds */
  #request(now) {
    // It only drains: exporters and onError are user code, which must not run within the traced call.
    const level = levelOf(this.#log);
    if (level > DRAIN_NOW_LEVEL && this.#feed.isReady && hasStack()) this.#drain(false);
    const isUrgent = level > 1 || this.#unsent.spans >= this.#settings.queue.maxBatchSpans;
    if (this.#schedule.request(now, isUrgent)) flushBeforeExit(this);
  }

  async #onDue() {
    await this.#feed.untilLoaded(false);
    this.#send(true);
  }

  /** @param {boolean} takeAll also what makes a small batch @param {number} [maxBytes] of a batch */
  #send(takeAll, maxBytes = this.#settings.queue.maxBatchBytes) {
    this.#settle();
    this.#drain(takeAll);
    const { maxBatchSpans, maxBatchBytes } = this.#settings.queue;
    const parts = this.#parts;
    const isDue = () => takeAll || parts.spans >= maxBatchSpans || parts.bytes >= maxBatchBytes;
    while (parts.spans > 0 && isDue())
      this.#dispatcher.dispatch(parts.take(maxBatchSpans, Math.min(maxBytes, maxBatchBytes)));
  }

  /** @param {boolean} takeAll */
  #drain(takeAll) {
    const { exporters } = this.#settings;
    this.#feed.cut(takeAll, PART_BYTES, (part) => {
      for (const [i, delivery] of this.deliveries.entries())
        delivery.writeAhead(part.payloads.get(exporters[i]), part.ownerStamps?.[i]);
      this.#parts.add(part);
    });
  }

  /** Does what cannot be done within a traced call: logs pending ends, counts and reports losses. */
  #settle() {
    settleEnds();
    const { refused } = this;
    this.refused = {};
    for (const [reason, count] of Object.entries(refused)) this.drop(reason, count);
    reportLosses(this.#counts, this.#reported, this.#settings.onError);
  }
}
