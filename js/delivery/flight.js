// One batch on its way to its exporter, until it has arrived, is given up, or goes on as its halves.
import { refusal } from '#page';
import { ExportError } from '../batch/export-error.js';
import { readFailure, readResult } from '../batch/outcome.js';
import { halvesOf } from './items.js';
import { Patience } from './patience.js';

/** @typedef {import('./delivery.js').Item} Item */

/**
 * @typedef {object} Queue what a flight starts from
 * @property {import('../exporters/read-exporter.js').ReadExporter} exporter
 * @property {import('../page/outbox.js').Outbox} [outbox]
 * @property {object} surroundings of every export: what its context has beside that of the one batch
 * @property {import('../index.js').ExporterStats} stats
 * @property {import('./refused-size.js').RefusedSize} refused
 * @property {(flight: Flight, item: Item, delivered: number, reason?: string, mayPass?: boolean, error?: unknown) => void} land
 * @property {(flight: Flight, item: Item, halves: Item[]) => void} replace
 */

/** Reasons of failures that a smaller batch may not meet. */
const TOO_LARGE = ['http_413', 'too_large'];
/** Obstacles that the parts of a batch may not share. */
const OF_PARTS = ['other_owner', 'store_cleared'];

/** @param {import('../exporters/read-exporter.js').ReadExporter} exporter */
export const late = ({ name, timeout }) => new ExportError('timeout', `${name}: gave up after ${timeout} ms`);

export class Flight {
  #queue;
  #item;
  /** @type {any} */
  #payload;
  #abort = new AbortController();
  #patience;
  #isOver = false;

  /** @param {Queue} queue @param {Item} item */
  constructor(queue, item) {
    this.#queue = queue;
    this.#item = item;
    this.#patience = new Patience(queue.exporter.timeout, () => this.giveUp());
  }

  get isOverdue() {
    return this.#patience.isOver;
  }

  start() {
    const { exporter, outbox } = this.#queue;
    new Promise((resolve) => {
      this.#payload = this.#item.batch.payloadFor(exporter);
      const obstacle = outbox ? outbox.obstacle(this.#payload) : refusal(this.#payload);
      resolve(obstacle instanceof Promise ? obstacle.then((why) => this.#go(why)) : this.#go(obstacle));
    })
      .then(/** @type {any} */ ((/** @type {any} */ result) => this.#succeed(result)))
      .catch((error) => this.#fail(error));
  }

  /** @param {string | void} obstacle */
  #go(obstacle) {
    const { exporter, outbox, surroundings, stats, refused } = this.#queue;
    const payload = this.#payload;
    if (this.#isOver) return undefined;
    if (obstacle && OF_PARTS.includes(obstacle) && this.#divide()) return undefined;
    if (obstacle) return this.#land(0, obstacle);
    if (refused.includes(payload?.body?.length) && this.#divide()) return undefined;
    stats.attempts++;
    const context = {
      ...surroundings,
      signal: this.#abort.signal,
      isAtRisk: () => !outbox?.isKept(payload),
      waitFor: this.#patience.waitFor.bind(this.#patience),
    };
    return exporter.export(payload, /** @type {any} */ (context));
  }

  /** @param {void | import('../index.js').ExportResult} result */
  #succeed(result) {
    if (this.#isOver) return;
    const { name } = this.#queue.exporter;
    const { spanCount } = this.#item.batch;
    const { rejected, message } = readResult(result, spanCount);
    const text = `${name}: ${rejected} of ${spanCount} spans rejected: ${message}`;
    const reason = rejected > 0 ? 'rejected' : undefined;
    const error = reason || message ? new ExportError(reason ?? 'warning', text, { isFinal: true }) : undefined;
    this.#land(spanCount - rejected, reason, error, true);
  }

  /** @param {unknown} error */
  #fail(error) {
    if (this.#isOver) return;
    this.#queue.stats.failures++;
    const { reason, isFinal } = readFailure(error);
    if (TOO_LARGE.includes(reason) && this.#divide(true)) return;
    this.#land(0, reason, error, isFinal);
  }

  /** @param {string} [reason] where it is not that time is up */
  giveUp(reason) {
    if (reason) this.#land(0, reason);
    else this.#fail(late(this.#queue.exporter));
    this.#abort.abort();
  }

  #end() {
    this.#isOver = true;
    this.#patience.end();
  }

  /** @param {number} delivered @param {string} [reason] @param {unknown} [error] @param {boolean} [isFinal] */
  #land(delivered, reason, error, isFinal) {
    this.#end();
    this.#queue.land(this, this.#item, delivered, reason, reason !== undefined && !isFinal, error);
  }

  /** What cannot leave as a whole goes on as its halves. Returns whether it has any. */
  #divide(isTooLarge = false) {
    const { outbox, refused, replace } = this.#queue;
    const payload = this.#payload;
    const halves = payload?.body && halvesOf(this.#item, payload);
    if (!halves) return false;
    if (isTooLarge) refused.add(payload.body.length);
    this.#end();
    // Its parts are kept one by one. What has none is not kept any longer: a half of it may be delivered.
    if (!payload.parts) outbox?.settle(payload, false);
    replace(this, this.#item, halves);
    return true;
  }
}
