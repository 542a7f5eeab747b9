// What one exporter has not delivered yet, written ahead while the page lives: a record per encoded part, from the moment that its spans ended until
// the destination has taken it or refused it for good. A record whose page is gone, or has given up on it, is sent by a sweep; one tab sweeps at a time.
// Records hold the encoded spans, never a header.
import { alarm } from '../exporter/alarm.js';
import { ExportError } from '../exporter/export-error.js';
import { joinBodies } from '../exporter/join-bodies.js';
import { random32, toHex } from '../tracer/random.js';
import { openDatabase } from './database.js';
import { isLeaving } from './lifecycle.js';
import { holdVisit, runAlone, runningVisits } from './locks.js';
import { isOffline } from './online.js';

/** @typedef {import('../index.js').EncodedBatch} EncodedBatch */
/** @typedef {import('./database.js').Database} Database */
/** @typedef {[destination: string, at: number, visit: string, number: number, spans: number, bytes: number, contentType: string]} Key tells all but the body */
/** @typedef {{ maxBytes: number, maxSpans: number, maxAge: number }} Limits the age in milliseconds */
/** @typedef {ReturnType<ReturnType<typeof openOutbox>>} Outbox */

/**
 * @typedef {object} Destination
 * @property {string} id the same at each visit
 * @property {boolean} needsNetwork
 * @property {import('../index.js').EncodedExporter['export']} export
 */

/** A browser that does not answer when asked for a database must not hold up the spans. */
const OPENING_MS = 1000;
const SWEEP_AGAIN_MS = 30_000;
const MOST_SENT_BYTES = 2 ** 20;
/** Without locks: milliseconds after which a record's page has certainly given up on it. */
const LEASE_MS = 120_000;

/** @param {Destination} destination @param {Limits} limits */
export const openOutbox = (destination, limits) => (/** @type {(error: unknown) => void} */ onError) => {
  const { id, needsNetwork } = destination;
  const isCutOff = () => needsNetwork && isOffline();
  const visit = toHex(random32(), random32());
  /** @type {NonNullable<import('../index.js').ExporterStats['store']>} */
  const stats = { stored: 0, resent: 0, dropped: {} };
  /** By part. @type {WeakMap<EncodedBatch, Key>} */
  let records = new WeakMap();
  /** What is to be written once the database is open. @type {Map<Key, Uint8Array>} */
  const early = new Map();
  /** Own records that the page has given up on, by number. @type {Set<number>} */
  const left = new Set();
  const size = { spans: 0, bytes: 0 };
  let number = 0;
  /** Not before this time is anything sent: what `Retry-After` asked for, at this visit or an earlier one. */
  let notBefore = 0;
  /** @type {Database | undefined} */
  let database;
  /** @type {(() => void) | undefined} */
  let releaseVisit;
  let isFailed = false;
  let isReady = false;
  /** @type {AbortController | undefined} */
  let sweeping;
  /** @type {() => void} */
  let callOffSweep = () => {};

  /** Goes on without a database. @param {unknown} cause */
  const fail = (cause) => {
    if (isFailed) return;
    isFailed = true;
    records = new WeakMap();
    early.clear();
    onError(new Error('the page cannot keep spans for its next visit: IndexedDB failed', { cause }));
  };

  /** @param {Key} key @param {1 | -1} sign */
  const count = ([, , , , spans, bytes], sign) => {
    size.spans += sign * spans;
    size.bytes += sign * bytes;
  };

  /** @param {Key[]} keys */
  const remove = (keys) => {
    for (const key of keys) {
      count(key, -1);
      early.delete(key);
      left.delete(key[3]);
    }
    if (keys.length > 0) database?.remove(keys).catch(fail);
  };

  /** @param {string} reason @param {number} spans */
  const addDropped = (reason, spans) => {
    if (spans > 0) stats.dropped[reason] = (stats.dropped[reason] ?? 0) + spans;
  };

  /** @param {Key[]} keys @param {string} reason */
  const drop = (keys, reason) => {
    addDropped(reason, spansOf(keys));
    remove(keys);
  };

  /** @param {number} time */
  const postpone = (time) => {
    if (time <= notBefore) return;
    notBefore = time;
    database?.put(['until', id], time).catch(fail);
  };

  const sweepLater = () => {
    const wait = notBefore - Date.now();
    callOffSweep();
    callOffSweep = alarm(wait > 0 ? wait : SWEEP_AGAIN_MS * (0.5 + Math.random()), sweep);
  };

  /** @param {Database} from @returns {Promise<Key[]>} */
  const ownerless = async (from) => {
    const keys = await from.keys(id);
    // In this order: a visit that has written holds its lock.
    const running = await runningVisits();
    const isLeft = (/** @type {Key} */ [, at, of]) => (running ? !running.has(of) : at < Date.now() - LEASE_MS);
    return keys.filter((key) => (key[2] === visit ? left.has(key[3]) : isLeft(key)));
  };

  /** Sends what nobody else will. Stops at the first failure that may pass. @param {Database} from @param {AbortSignal} signal */
  const sendOwnerless = async (from, signal) => {
    const keys = await ownerless(from);
    const oldest = Date.now() - limits.maxAge;
    drop(
      keys.filter(([, at]) => at < oldest),
      'store_expired',
    );
    for (const group of groupsOf(keys.filter(([, at]) => at >= oldest))) {
      const bodies = (await from.get(group)).filter((body) => body !== undefined);
      if (signal.aborted) return;
      const spanCount = spansOf(group);
      const contentType = group[0][6];
      try {
        const batch = { body: joinBodies(contentType, bodies), spanCount, contentType };
        const { rejected = 0, message = '' } =
          (await destination.export(batch, { signal, count: () => {}, postpone })) ?? {};
        stats.resent += spanCount - rejected;
        addDropped('rejected', rejected);
        if (rejected > 0) onError(new ExportError('rejected', `${rejected} stored spans rejected: ${message}`));
        remove(group);
      } catch (/** @type {any} */ error) {
        if (!error.isFinal) return sweepLater();
        onError(error);
        drop(group, error.reason);
      }
    }
  };

  const sweep = async () => {
    if (sweeping || isCutOff() || !releaseVisit) return;
    if (notBefore > Date.now()) return sweepLater();
    const abort = new AbortController();
    sweeping = abort;
    try {
      await runAlone(`spanloom sweep ${id}`, abort.signal, async () => {
        if (database && !isFailed) await sendOwnerless(database, abort.signal);
      });
    } catch (error) {
      if (!abort.signal.aborted) fail(error);
    }
    sweeping = undefined;
  };

  const open = async () => {
    const [opened, release] = await Promise.all([openDatabase(), holdVisit(visit)]);
    database = opened;
    releaseVisit = release;
    for (const [key, body] of early) opened.put(key, body).catch(fail);
    early.clear();
    const [[until = 0], keys] = await Promise.all([opened.get([['until', id]]), opened.keys(id)]);
    notBefore = Math.max(notBefore, until);
    for (const key of keys) if (key[2] !== visit) count(key, 1);
  };
  const opening = open().catch(fail);
  const ready = Promise.race([opening, new Promise((resolve) => alarm(OPENING_MS, () => resolve(undefined)))]).then(
    () => {
      isReady = true;
    },
  );
  opening.then(sweep);
  globalThis.addEventListener?.('online', sweep);

  /** @param {EncodedBatch} batch */
  const partsOf = (batch) => batch.parts ?? [batch];
  /** @param {EncodedBatch} batch */
  const isKept = (batch) => partsOf(batch).every((part) => records.has(part));

  /** @param {EncodedBatch} batch */
  const obstacle = (batch) => {
    if (!isKept(batch)) return undefined;
    if (isCutOff()) return 'offline';
    return notBefore > Date.now() ? 'retry_later' : undefined;
  };

  return {
    stats,
    postpone,

    /** Writes a part. One that passes a limit is not kept: it is delivered now or never. @param {EncodedBatch} part */
    keep(part) {
      const { body, spanCount, contentType } = part;
      if (isFailed || size.spans + spanCount > limits.maxSpans || size.bytes + body.length > limits.maxBytes) return;
      /** @type {Key} */
      const key = [id, Date.now(), visit, ++number, spanCount, body.length, contentType];
      count(key, 1);
      records.set(part, key);
      if (database) database.put(key, body).catch(fail);
      else early.set(key, body);
    },

    /** Why it is useless to send now what is kept for later; a promise only where that is not known yet. @param {EncodedBatch} batch */
    obstacle: (batch) => (isReady || isLeaving() ? obstacle(batch) : ready.then(() => obstacle(batch))),

    /**
     * What became of a batch: delivered or refused for good, or given up on for a reason that may pass.
     * @param {EncodedBatch} batch @param {boolean} mayPass @returns {number} spans that stay in the store
     */
    settle(batch, mayPass) {
      const parts = partsOf(batch).filter((part) => records.has(part));
      const keys = parts.map((part) => /** @type {Key} */ (records.get(part)));
      for (const part of parts) records.delete(part);
      if (!mayPass) {
        remove(keys);
        if (left.size > 0) sweep();
        return 0;
      }
      for (const key of keys) left.add(key[3]);
      if (keys.length > 0) sweepLater();
      const spans = spansOf(keys);
      stats.stored += spans;
      return spans;
    },

    /** The page is frozen or gone: from now on other tabs send what it has left. */
    leave() {
      sweeping?.abort();
      releaseVisit?.();
      releaseVisit = undefined;
    },

    /** Out of the back/forward cache. */
    back() {
      holdVisit(visit)
        .then((release) => {
          releaseVisit = release;
        })
        .then(sweep, fail);
    },

    close() {
      callOffSweep();
      globalThis.removeEventListener?.('online', sweep);
      this.leave();
      isFailed = true;
      database?.close();
    },
  };
};

/** @param {Key[]} keys */
const spansOf = (keys) => keys.reduce((sum, [, , , , spans]) => sum + spans, 0);

/** In order, as many together as make a request. @param {Key[]} keys */
function groupsOf(keys) {
  /** @type {Key[][]} */
  const groups = [];
  let room = 0;
  let groupType = '';
  for (const key of keys) {
    const [, , , , , bytes, contentType] = key;
    if (bytes > room || contentType !== groupType) {
      groups.push([]);
      room = MOST_SENT_BYTES;
      groupType = contentType;
    }
    groups.at(-1)?.push(key);
    room -= bytes;
  }
  return groups;
}
