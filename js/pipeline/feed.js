// From the event log to encoded parts: loads the core, drains the log into it, and takes ended spans out. If a session fails, another one takes over.

import { timeNow } from '../base/clock.js';
import { hasStack } from '../base/has-stack.js';
import { openSession } from '../core/open-session.js';
import { makePart } from './parts.js';
import { Runs } from './runs.js';

/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */
/** @typedef {import('../options/tracer-options.js').Settings} Settings */
/** @typedef {import('../core/open-session.js').Session} Session */

/** How long a flush waits for the core. */
const LOAD_TIMEOUT_MS = 30_000;
/** Sessions that fail in a row, without a drain in between. */
const MAX_FAILURES = 4;

export class Feed {
  /** Whether it has given up: nothing more is exported. */
  hasFailed = false;
  #settings;
  #recorder;
  #openSpans;
  #losses;
  #onReady;
  /** @type {Session | undefined} */
  #session;
  /** @type {Promise<void> | undefined} */
  #loading;
  /** Ends the wait for the core. @type {(reason: Error) => void} */
  #giveUpLoading = () => {};
  #failures = 0;
  /** Ended spans in the core. */
  #inCore = { spans: 0, bytes: 0 };
  /** Their states in order, if an exporter takes objects. @type {SpanState[]} */
  #ended = [];
  #runs = new Runs();
  /** The core's counters when they were last read. @type {any} */
  #stats;

  /**
   * @param {Settings} settings @param {import('../tracer/recorder.js').Recorder} recorder @param {import('../tracer/open-spans.js').OpenSpans} openSpans
   * @param {import('../batch/losses.js').Losses} losses @param {() => void} onReady called whenever a session is open
   */
  constructor(settings, recorder, openSpans, losses, onReady) {
    this.#settings = settings;
    this.#recorder = recorder;
    this.#openSpans = openSpans;
    this.#losses = losses;
    this.#onReady = onReady;
  }

  get isReady() {
    return this.#session !== undefined;
  }

  /** Ended spans that are not encoded yet. */
  get unsent() {
    const { ended, endedBytes } = this.#recorder.log;
    const { spans, bytes } = this.#inCore;
    return { spans: ended + spans, bytes: endedBytes + bytes };
  }

  /** Stamps the span that ended last. @param {import('./runs.js').OwnerStamps} ownerStamps */
  stamp(ownerStamps) {
    this.#runs.add(ownerStamps, this.unsent.spans - 1);
  }

  /** Starts to load the core. Meanwhile the event log keeps what happens. */
  load() {
    this.#loading ??= this.#open(false);
    return this.#loading;
  }

  /** @param {boolean} isRestart whether the session replaces another */
  async #open(isRestart) {
    const { session, giveUp } = openSession(this.#settings);
    this.#giveUpLoading = giveUp;
    try {
      const opened = await session;
      opened.onFailure = (error) => this.#replace(opened, error);
      if (isRestart) this.#recorder.restart(this.#openSpans);
      this.#session = opened;
    } catch (/** @type {any} */ error) {
      const message = `the WebAssembly core could not be loaded, so no span is exported: ${error?.message ?? error}`;
      this.#giveUp('core_unavailable', new Error(message, { cause: error }));
      return;
    }
    try {
      this.#onReady();
    } catch (error) {
      this.#settings.onError(error);
    }
  }

  /** Waits for the core, up to LOAD_TIMEOUT_MS. @param {boolean} keepAlive whether the process stays alive meanwhile */
  async untilLoaded(keepAlive) {
    const loading = this.load();
    if (this.#session || this.hasFailed) return;
    const late = () => this.#giveUpLoading(new Error(`it did not load within ${LOAD_TIMEOUT_MS / 1000} s`));
    const timer = setTimeout(late, LOAD_TIMEOUT_MS);
    if (!keepAlive) /** @type {any} */ (timer).unref?.();
    await loading;
    clearTimeout(timer);
  }

  /**
   * Drains the log into the core, and encodes ended spans in parts. A part has one owner.
   * @param {boolean} takeAll also what makes a small batch @param {number} maxBytes of a part
   * @param {(part: import('./parts.js').Part) => void} add called with each part
   */
  cut(takeAll, maxBytes, add) {
    const session = this.#session;
    if (!session) return;
    const { maxBatchSpans, maxBatchBytes } = this.#settings.queue;
    try {
      const isTaken = this.#drain(session);
      const isDue = () =>
        takeAll || !isTaken || session.finishedSpans >= maxBatchSpans || session.finishedBytes >= maxBatchBytes;
      while (session.finishedSpans > 0 && isDue()) {
        const { ownerStamps, length } = this.#runs;
        const spanCount = session.cut(Math.min(maxBatchSpans, length), Math.min(maxBytes, maxBatchBytes));
        const states = this.#ended.slice(0, spanCount);
        add({ ...makePart(session, states, spanCount, this.#settings.exporters), ownerStamps });
        // `add` has counted them.
        this.#inCore.spans -= spanCount;
        this.#runs.shift(spanCount);
        this.#ended.splice(0, spanCount);
        session.release();
        for (const state of states) state.release();
      }
      this.#inCore = { spans: session.finishedSpans, bytes: session.finishedBytes };
      if (!isTaken) this.#replace(session);
    } catch (error) {
      this.#replace(session, error);
    }
  }

  /** Drains the log, and asks the core. @param {number} number of a stand-in @param {number[]} keyWords */
  lineage(number, keyWords) {
    const session = this.#session;
    if (!session || !hasStack()) return undefined;
    try {
      if (this.#drain(session)) return session.lineage(number, keyWords);
      this.#replace(session);
    } catch (error) {
      this.#replace(session, error);
    }
    return undefined;
  }

  /** @param {Session} session @returns {boolean} whether the core took the whole log */
  #drain(session) {
    const recorder = this.#recorder;
    recorder.log.settle();
    const spans = this.unsent.spans;
    const states = recorder.endedSpans.slice(0, recorder.log.ended);
    const status = session.drain(recorder.log, timeNow());
    this.#failures = 0;
    this.#inCore.spans = spans;
    recorder.endedSpans = [];
    for (const state of states) this.#ended.push(state);
    this.#inCore = { spans: session.finishedSpans, bytes: session.finishedBytes };
    if (status === 0) return true;
    const error = new Error(`the core refused a record of the event log (status ${status})`);
    this.#losses.add('log_refused', spans - session.finishedSpans, error);
    this.#ended.length = Math.min(this.#ended.length, session.finishedSpans);
    this.#runs.truncate(session.finishedSpans);
    return false;
  }

  /**
   * Replaces a session that failed or refused a record. Spans in it are lost. Spans in the log are not, and open spans are announced again.
   * @param {Session} session @param {unknown} [error]
   */
  #replace(session, error) {
    if (this.#session !== session) return;
    this.#session = undefined;
    this.#losses.add('core_failed', this.#inCore.spans, error);
    this.#runs.shift(this.#inCore.spans);
    this.#inCore = { spans: 0, bytes: 0 };
    this.#ended = [];
    session.dispose();
    this.#failures += 1;
    if (this.#failures > MAX_FAILURES) return this.#giveUp('core_failed');
    // If two sessions in a row fail, the log is lost as well.
    if (this.#failures > 1) this.#dropLog('log_refused');
    this.#loading = this.#open(true);
  }

  /** @param {string} reason @param {unknown} [error] */
  #dropLog(reason, error) {
    const { log } = this.#recorder;
    log.settle();
    this.#losses.add(reason, log.ended, error);
    this.#recorder.endedSpans = [];
    this.#runs.truncate(this.#inCore.spans);
    log.clear();
  }

  /** @param {string} reason @param {unknown} [error] */
  #giveUp(reason, error) {
    this.hasFailed = true;
    this.#dropLog(reason, error);
  }

  /** Returns the core's counters, or the last known ones if it cannot be called. */
  stats() {
    try {
      if (this.#session && hasStack()) this.#stats = this.#session.stats();
    } catch {
      // It has failed just now.
    }
    return this.#stats;
  }

  close() {
    this.stats();
    const session = this.#session;
    this.#session = undefined;
    this.hasFailed = true;
    session?.dispose();
  }
}
