// One call of an exporter, from its first check to its end: it succeeds, fails, times out, or goes on as the halves of its batch.
import { refusal } from '#page';
import { ExportError } from '../batch/export-error.js';
import { readFailure, readResult } from '../batch/outcome.js';
import { halvesOf } from './items.js';
import { PausableTimeout } from './pausable-timeout.js';

/** @typedef {import('./items.js').Item} Item */

/**
 * @typedef {object} ExportHost the delivery that starts exports
 * @property {import('../exporters/read-exporter.js').ReadExporter} exporter
 * @property {import('../page/outbox.js').Outbox} [outbox]
 * @property {Omit<import('../http/post.js').Context, 'signal'>} context what all calls of `export` get beside the members for their batch
 * @property {import('./refused-size.js').RefusedSize} refused
 * @property {(pending: PendingExport, item: Item, ...result: ExportResult) => void} finish
 * @property {(pending: PendingExport, item: Item, halves: Item[]) => void} replace
 */

/** @typedef {[delivered: number, reason?: string, canSucceedLater?: boolean, error?: unknown]} ExportResult `reason`: why the other spans were not delivered */

/** Failures that a smaller batch may avoid. */
const TOO_LARGE = ['http_413', 'too_large'];
/** Obstacles that may concern only some parts of a batch. */
const PARTIAL = ['other_owner', 'store_cleared'];

/** @param {import('../exporters/read-exporter.js').ReadExporter} exporter */
export const timeoutError = ({ name, timeout }) => new ExportError('timeout', `${name}: gave up after ${timeout} ms`);

export class PendingExport {
  #host;
  #item;
  /** @type {any} */
  #payload;
  #abort = new AbortController();
  #timeout;
  #isOver = false;
  #onOver = () => {};
  /** Settles when it is over, whatever the exporter does. @type {Promise<void>} */
  over = new Promise((resolve) => {
    this.#onOver = resolve;
  });

  /** @param {ExportHost} host @param {Item} item */
  constructor(host, item) {
    this.#host = host;
    this.#item = item;
    this.#timeout = new PausableTimeout(host.exporter.timeout, () => this.giveUp());
  }

  get isOverdue() {
    return this.#timeout.isOver;
  }

  /** Calls the exporter within this call, unless the outbox has to open first. */
  async start() {
    const { exporter, outbox } = this.#host;
    try {
      this.#payload = this.#item.batch.payloadFor(exporter);
      const obstacle = outbox ? outbox.obstacle(this.#payload) : refusal(this.#payload);
      const reason = obstacle instanceof Promise ? await obstacle : obstacle;
      if (this.#canExport(reason)) this.#succeed(await exporter.export(this.#payload, this.#context));
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {string | undefined} obstacle why the batch must not be sent now */
  #canExport(obstacle) {
    const { refused, context } = this.#host;
    if (this.#isOver) return false;
    if (obstacle && PARTIAL.includes(obstacle) && this.#divide()) return false;
    if (obstacle) this.#finish(0, obstacle);
    else if (!refused.includes(this.#payload?.body?.length) || !this.#divide()) context.count('attempts');
    return !this.#isOver;
  }

  /** @returns {import('../http/post.js').Context} */
  get #context() {
    const { outbox, context } = this.#host;
    return {
      ...context,
      signal: this.#abort.signal,
      isAtRisk: () => !outbox?.isStored(this.#payload),
      waitFor: this.#timeout.waitFor.bind(this.#timeout),
    };
  }

  /** @param {void | import('../index.js').ExportResult} result */
  #succeed(result) {
    if (this.#isOver) return;
    const { name } = this.#host.exporter;
    const { spanCount } = this.#item.batch;
    const { rejected, message } = readResult(result, spanCount);
    const text = `${name}: ${rejected} of ${spanCount} spans rejected: ${message}`;
    const reason = rejected > 0 ? 'rejected' : undefined;
    const error = reason || message ? new ExportError(reason ?? 'warning', text, { isFinal: true }) : undefined;
    this.#finish(spanCount - rejected, reason, error, true);
  }

  /** @param {unknown} error */
  #fail(error) {
    if (this.#isOver) return;
    this.#host.context.count('failures');
    const { reason, isFinal } = readFailure(error);
    if (TOO_LARGE.includes(reason) && this.#divide(true)) return;
    this.#finish(0, reason, error, isFinal);
  }

  /** Aborts the export. @param {string} [reason] default: a timeout */
  giveUp(reason) {
    if (reason) this.#finish(0, reason);
    else this.#fail(timeoutError(this.#host.exporter));
    this.#abort.abort();
  }

  #end() {
    this.#isOver = true;
    this.#timeout.cancel();
    this.#onOver();
  }

  /** @param {number} delivered @param {string} [reason] @param {unknown} [error] @param {boolean} [isFinal] */
  #finish(delivered, reason, error, isFinal) {
    this.#end();
    this.#host.finish(this, this.#item, delivered, reason, reason !== undefined && !isFinal, error);
  }

  /** Queues the halves of the batch in its stead. Returns false if it cannot be halved. */
  #divide(isTooLarge = false) {
    const { outbox, refused, replace } = this.#host;
    const payload = this.#payload;
    const halves = payload?.body && halvesOf(this.#item, payload);
    if (!halves) return false;
    if (isTooLarge) refused.add(payload.body.length);
    this.#end();
    // The store has a record per part. A batch that was never cut into parts has one record for all of its spans: were it kept, a half that arrives would be sent again.
    if (!payload.parts) outbox?.settle(payload, false);
    replace(this, this.#item, halves);
    return true;
  }
}
