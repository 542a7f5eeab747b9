// What one exporter has not delivered yet: its part of the store.
import { ExportError } from '../batch/export-error.js';
import { Losses } from '../batch/losses.js';
import * as KEY from './key.js';
import { isLeaving } from './lifecycle.js';
import { isOffline } from './online.js';
import { partsOf, refusal, stamp, stampMaker } from './owner-stamp.js';
import { Pause } from './pause.js';
import { spansOf } from './records.js';
import { resend } from './resend.js';
import { sharedStore } from './shared-store.js';

/** @typedef {import('../index.js').EncodedBatch} EncodedBatch */
/** @typedef {import('./budget.js').Limits} Limits */
/** @typedef {import('./store.js').Store} Store */
/** @typedef {ReturnType<ReturnType<typeof openOutbox>>} Outbox */

/**
 * @typedef {object} Destination
 * @property {string} name
 * @property {(untraced: import('../otlp/owner.js').Untraced) => string | undefined} place the same at each visit for one owner; undefined where nobody knows whose the spans are
 * @property {boolean} [asksOwner] a function, which may have no answer yet
 * @property {boolean} needsNetwork
 * @property {number} timeout of one export, in milliseconds
 * @property {(batch: EncodedBatch, context: import('../otlp/post.js').Context) => ReturnType<import('../index.js').EncodedExporter['export']>} export
 */

/** @param {Destination} destination @param {Limits} limits @param {() => Store} [storeOf] */
export const openOutbox =
  (destination, limits, storeOf = sharedStore) =>
  (
    /** @type {(error: unknown) => void} */ onError,
    /** @type {import('../otlp/owner.js').Untraced} */ untraced = (fn) => fn(),
  ) => {
    const { name, timeout } = destination;
    const losses = new Losses(onError);
    /** @type {NonNullable<import('../index.js').ExporterStats['store']>} */
    const stats = { stored: 0, resent: 0, dropped: losses.counts };
    /** Of parts that are not settled. @type {WeakMap<EncodedBatch, import('./store.js').Record>} */
    const records = new WeakMap();
    const pause = new Pause();
    const store = storeOf();
    const place = () => destination.place(untraced);
    const makeStamp = stampMaker(store.eras);
    let lastPlace = place();
    let isTold = false;

    /** Nobody knows whose spans these are. */
    const tellOwner = () => {
      if (isTold) return;
      isTold = true;
      const why = destination.asksOwner
        ? 'store.owner gave no string as they began'
        : 'nobody knows whose they are: set store.owner';
      const message = `${name}: spans are not kept for a next visit, as ${why}`;
      onError(new ExportError('store_no_owner', message));
    };
    if (lastPlace === undefined && !destination.asksOwner) tellOwner();

    /** @param {number} time */
    const postpone = (time) => {
      const asked = pause.ask(time);
      const where = place();
      if (asked && where !== undefined) store.remember(where, asked);
    };

    /** @type {import('./store.js').Client} */
    const client = {
      place,
      limits,
      losses,
      pause,
      isCutOff: () => destination.needsNetwork && isOffline(),
      resend(from, keys, signal, era) {
        /** What becomes of records, unless they were cleared meanwhile: who did it has counted them. @param {import('./records.js').Key[]} of @param {() => void} count */
        const settle = (of, count) => {
          if (era.isOver) return;
          count();
          store.remove(of);
        };
        return resend({
          keys,
          read: from.get,
          send(batch, until) {
            stamp(batch, { place: keys[0][KEY.PLACE], era });
            return destination.export(batch, { signal: until, count() {}, postpone, isAtRisk: () => false, untraced });
          },
          timeout,
          done: (sent, rejected, message) =>
            settle(sent, () => {
              stats.resent += spansOf(sent) - rejected;
              const error = new ExportError('rejected', `${rejected} stored spans rejected: ${message}`);
              if (rejected > 0) losses.add('rejected', rejected, error);
            }),
          drop: (lost, reason, error) => settle(lost, () => losses.add(reason, spansOf(lost), error)),
          signal,
        });
      },
    };
    store.attach(client);

    /** Undefined for what is not kept. @param {EncodedBatch} part */
    const recordOf = (part) => {
      const record = records.get(part);
      return record && store.has(record) ? record : undefined;
    };
    /** @param {EncodedBatch} batch */
    const isStored = (batch) => store.isUsable && partsOf(batch).every(recordOf);

    /** @param {EncodedBatch} batch */
    const obstacle = (batch) => {
      store.tellDelay();
      const refused = refusal(batch, place());
      if (refused || !isStored(batch)) return refused;
      if (client.isCutOff()) return 'offline';
      return pause.left > 0 ? 'retry_later' : undefined;
    };

    /** Whose a trace is that begins now. */
    const currentStamp = () => makeStamp(place());

    return {
      stats,
      postpone,
      pauseLeft: () => pause.left,
      isStored,

      currentStamp,

      /** Writes a part, unless nobody knows whose it is or there is no room. @param {EncodedBatch} part @param {import('./owner-stamp.js').OwnerStamp} [ownerStamp] */
      write(part, ownerStamp = currentStamp()) {
        stamp(part, ownerStamp);
        if (ownerStamp.place === undefined) return tellOwner();
        if (ownerStamp.era.isOver) return;
        const record = store.add(client, ownerStamp.place, part);
        if (record) records.set(part, record);
        const here = place();
        if (here !== lastPlace) store.arrive(client);
        lastPlace = here;
      },

      /** Why a batch must not be sent now, or need not be; a promise only where that is not known yet. @param {EncodedBatch} batch */
      obstacle(batch) {
        return store.isReady || isLeaving() || !isStored(batch)
          ? obstacle(batch)
          : store.ready.then(() => obstacle(batch));
      },

      /**
       * What became of a batch: delivered or refused for good, or given up on for a reason that may pass.
       * @param {EncodedBatch} batch @param {boolean} mayPass @returns {number} spans that stay in the store
       */
      settle(batch, mayPass) {
        const kept = partsOf(batch)
          .map(recordOf)
          .filter((record) => record !== undefined);
        const keys = kept.map(({ key }) => key);
        for (const part of partsOf(batch)) records.delete(part);
        if (!mayPass) {
          store.remove(keys);
          if (store.hasLeft(place())) store.sweep();
          return 0;
        }
        for (const record of kept) record.isLeft = true;
        if (kept.length > 0) store.sweepLater(pause.left);
        const spans = spansOf(keys);
        stats.stored += spans;
        return spans;
      },

      handOver: store.handOver,
      resume: store.resume,
      close: () => store.detach(client),
    };
  };
