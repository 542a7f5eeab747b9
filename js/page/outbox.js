// What one exporter has not delivered yet, written ahead while the page lives: a record per encoded part, from the moment that its spans ended until
// the destination has taken it or refused it for good. A record whose page is gone, or has given up on it, is sent by a sweep; one tab sweeps at a time.
// Records hold the encoded spans, never a header.
import { alarm } from '../exporter/alarm.js';
import { ExportError } from '../exporter/export-error.js';
import { joinBodies } from '../exporter/join-bodies.js';
import { Losses } from '../exporter/losses.js';
import { readResult } from '../exporter/outcome.js';
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
 * @property {number} timeout of one export, in milliseconds
 * @property {import('../index.js').EncodedExporter['export']} export
 */

/** A browser that does not answer when asked for a database must not hold up the spans. */
const OPENING_MS = 1000;
const SWEEP_AGAIN_MS = 30_000;
const MOST_SENT_BYTES = 2 ** 20;
/** The longest that a destination is believed when it asks for a pause. */
const LONGEST_PAUSE_MS = 3_600_000;
/** Other tabs fill the store as well: after so many records it is looked at. */
const RECOUNT_EVERY = 64;
/** What one record alone may be to blame for. */
const MAY_PASS_ALONE = ['http_400', 'http_413'];
/** Without locks: milliseconds after which a record's page has certainly given up on it. */
const LEASE_MS = 120_000;
const STORE_FAILED = 'store_failed';

/** @param {Destination} destination @param {Limits} limits @param {typeof openDatabase} [connect] */
export const openOutbox =
  (destination, limits, connect = openDatabase) =>
  (/** @type {(error: unknown) => void} */ onError) => {
    const { id, needsNetwork } = destination;
    const isCutOff = () => needsNetwork && isOffline();
    const visit = toHex(random32(), random32());
    const losses = new Losses(onError);
    /** @type {NonNullable<import('../index.js').ExporterStats['store']>} */
    const stats = { stored: 0, resent: 0, dropped: losses.counts };
    /** By part. @type {WeakMap<EncodedBatch, Key>} */
    const records = new WeakMap();
    /** What is to be written once the database is open. @type {Map<Key, Uint8Array>} */
    const early = new Map();
    /** Numbers of the own records that are written, or being written. @type {Set<number>} */
    const own = new Set();
    /** Those of them that the page has given up on. @type {Set<number>} */
    const left = new Set();
    /** Of the whole store, as far as this tab knows. */
    const size = { spans: 0, bytes: 0 };
    /** The size when the keys were last asked for, until they come. @type {typeof size | undefined} */
    let sizeBefore;
    let number = 0;
    /** Not before this time is anything sent: what `Retry-After` asked for, at this visit or an earlier one. */
    let notBefore = 0;
    /** @type {Database | undefined} */
    let database;
    /** Undefined while others may send what this visit has left. */
    let hold = /** @type {ReturnType<typeof holdVisit> | undefined} */ (holdVisit(visit));
    let isOver = false;
    let isReported = false;
    let isReady = false;
    /** @type {AbortController | undefined} */
    let sweeping;
    /** @type {() => void} */
    let callOffSweep = () => {};

    /** @param {unknown} cause */
    const report = (cause) => {
      if (isReported) return;
      isReported = true;
      const message = 'the page cannot keep spans for its next visit: IndexedDB failed';
      losses.add(STORE_FAILED, 0, new ExportError(STORE_FAILED, message, { cause }));
    };

    /** @param {Key} key @param {1 | -1} sign */
    const count = ([, , , , spans, bytes], sign) => {
      size.spans = Math.max(size.spans + sign * spans, 0);
      size.bytes = Math.max(size.bytes + sign * bytes, 0);
    };

    /** @param {Key} key */
    const forget = (key) => {
      count(key, -1);
      early.delete(key);
      if (key[2] !== visit) return;
      own.delete(key[3]);
      left.delete(key[3]);
    };

    /** @param {Key[]} keys */
    const remove = (keys) => {
      for (const key of keys) forget(key);
      if (keys.length > 0) database?.remove(keys).catch(report);
    };

    /** A record could not be written. @param {Key} key @param {unknown} cause */
    const lose = (key, cause) => {
      report(cause);
      if (left.has(key[3])) losses.add(STORE_FAILED, key[4]);
      if (own.has(key[3])) forget(key);
    };

    /** @param {Database} into @param {Key} key @param {Uint8Array} body */
    const write = (into, key, body) => into.put(key, body).catch((cause) => lose(key, cause));

    /** @param {Key[]} keys @param {string} reason @param {unknown} [error] */
    const drop = (keys, reason, error) => {
      losses.add(reason, spansOf(keys), error);
      remove(keys);
    };

    /** @param {number} time */
    const pauseUntil = (time) => {
      notBefore = Math.max(notBefore, Math.min(time, Date.now() + LONGEST_PAUSE_MS) || 0);
    };

    /** @param {number} time */
    const postpone = (time) => {
      if (time <= notBefore) return;
      pauseUntil(time);
      database?.put(['until', id], notBefore).catch(report);
    };

    const leave = () => {
      sweeping?.abort();
      sweeping = undefined;
      hold?.release();
      hold = undefined;
    };

    /** Goes on without a store. @param {unknown} cause */
    const fail = (cause) => {
      isOver = true;
      leave();
      for (const key of early.keys()) lose(key, cause);
      report(cause);
    };

    /** The store's keys, which other tabs add to and take from. @param {Database} from @returns {Promise<Key[]>} */
    const list = async (from) => {
      const before = { ...size };
      sizeBefore = before;
      const keys = await from.keys(id);
      if (sizeBefore === before) {
        sizeBefore = undefined;
        count([id, 0, '', 0, spansOf(keys) - before.spans, bytesOf(keys) - before.bytes, ''], 1);
      }
      return keys;
    };
    const recount = () => {
      if (database && !sizeBefore) list(database).catch(report);
    };

    const sweepLater = () => {
      if (!hold) return;
      const wait = notBefore - Date.now();
      callOffSweep();
      callOffSweep = alarm(wait > 0 ? wait : SWEEP_AGAIN_MS * (0.5 + Math.random()), sweep);
    };

    /** @param {Database} from @returns {Promise<Key[]>} */
    const ownerless = async (from) => {
      const keys = await list(from);
      // In this order: a visit that has written holds its lock.
      const running = await runningVisits();
      const isLeft = (/** @type {Key} */ [, at, of]) => (running ? !running.has(of) : at < Date.now() - LEASE_MS);
      return keys.filter((key) => (key[2] === visit ? left.has(key[3]) : isLeft(key)));
    };

    /** Settles in time, also where a fetch ignores its signal. @param {EncodedBatch} batch @param {AbortSignal} signal */
    const send = async (batch, signal) => {
      const abort = new AbortController();
      /** @type {() => void} */
      let callOff = () => {};
      const late = new Promise((_, reject) => {
        callOff = alarm(
          destination.timeout,
          () => {
            reject(new ExportError('timeout', `stored spans: gave up after ${destination.timeout} ms`));
            abort.abort();
          },
          signal,
        );
      });
      try {
        const sent = destination.export(batch, { signal: abort.signal, count: () => {}, postpone });
        return /** @type {import('../index.js').ExportResult | void} */ (await Promise.race([sent, late]));
      } finally {
        callOff();
      }
    };

    /** Sends what nobody else will. Stops at the first failure that may pass. @param {Database} from @param {AbortSignal} signal */
    const sendOwnerless = async (from, signal) => {
      const keys = await ownerless(from);
      const oldest = Date.now() - limits.maxAge;
      drop(
        keys.filter(([, at]) => at < oldest),
        'store_expired',
      );
      if (notBefore > Date.now()) return sweepLater();
      const groups = groupsOf(keys.filter(([, at]) => at >= oldest));
      for (const group of groups) {
        const bodies = (await from.get(group)).filter((body) => body !== undefined);
        if (signal.aborted) return;
        const spanCount = spansOf(group);
        const contentType = group[0][6];
        try {
          const batch = { body: joinBodies(contentType, bodies), spanCount, contentType };
          const { rejected, message } = readResult(await send(batch, signal), spanCount);
          stats.resent += spanCount - rejected;
          if (rejected > 0)
            losses.add(
              'rejected',
              rejected,
              new ExportError('rejected', `${rejected} stored spans rejected: ${message}`),
            );
          remove(group);
        } catch (/** @type {any} */ error) {
          if (!error.isFinal) return sweepLater();
          if (group.length > 1 && MAY_PASS_ALONE.includes(error.reason)) {
            groups.push(...group.map((key) => [key]));
            continue;
          }
          drop(group, error.reason, error);
        }
      }
    };

    const sweep = async () => {
      const from = database;
      if (sweeping || isCutOff() || !from || !hold) return;
      const abort = new AbortController();
      sweeping = abort;
      try {
        await runAlone(`spanloom sweep ${id}`, abort.signal, () => sendOwnerless(from, abort.signal));
      } catch (error) {
        if (!abort.signal.aborted) fail(error);
      }
      if (sweeping === abort) sweeping = undefined;
    };

    const open = async () => {
      const [opened] = await Promise.all([connect(), hold?.granted]);
      for (const [key, body] of early) write(opened, key, body);
      early.clear();
      if (isOver) return opened.close();
      database = opened;
      const [[until = 0]] = await Promise.all([opened.get([['until', id]]), list(opened)]);
      pauseUntil(until);
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
    /** Undefined for what is not kept. @param {EncodedBatch} part */
    const recordOf = (part) => {
      const key = records.get(part);
      return key && own.has(key[3]) ? key : undefined;
    };
    /** @param {EncodedBatch} batch */
    const isKept = (batch) => !isOver && partsOf(batch).every(recordOf);

    /** @param {EncodedBatch} batch */
    const obstacle = (batch) => {
      if (!isKept(batch)) return undefined;
      if (isCutOff()) return 'offline';
      return notBefore > Date.now() ? 'retry_later' : undefined;
    };

    return {
      stats,
      postpone,
      isKept,

      /** Writes a part. One that passes a limit is not kept: it is delivered now or never. @param {EncodedBatch} part */
      keep(part) {
        const { body, spanCount, contentType } = part;
        if (isOver) return;
        if (size.spans + spanCount > limits.maxSpans || size.bytes + body.length > limits.maxBytes) return recount();
        /** @type {Key} */
        const key = [id, Date.now(), visit, ++number, spanCount, body.length, contentType];
        count(key, 1);
        records.set(part, key);
        own.add(number);
        if (database) write(database, key, body);
        else early.set(key, body);
        // After the write, which the keys are to have.
        if (number % RECOUNT_EVERY === 1) recount();
      },

      /** Why it is useless to send now what is kept for later; a promise only where that is not known yet. @param {EncodedBatch} batch */
      obstacle: (batch) => (isReady || isLeaving() ? obstacle(batch) : ready.then(() => obstacle(batch))),

      /**
       * What became of a batch: delivered or refused for good, or given up on for a reason that may pass.
       * @param {EncodedBatch} batch @param {boolean} mayPass @returns {number} spans that stay in the store
       */
      settle(batch, mayPass) {
        const keys = partsOf(batch)
          .map(recordOf)
          .filter((key) => key !== undefined);
        for (const part of partsOf(batch)) records.delete(part);
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
      leave,

      /** Out of the back/forward cache. */
      back() {
        if (isOver) return;
        hold ??= holdVisit(visit);
        hold.granted.then(sweep, fail);
      },

      close() {
        isOver = true;
        callOffSweep();
        globalThis.removeEventListener?.('online', sweep);
        leave();
        database?.close();
      },
    };
  };

/** @param {Key[]} keys */
const spansOf = (keys) => keys.reduce((sum, [, , , , spans]) => sum + spans, 0);

/** @param {Key[]} keys */
const bytesOf = (keys) => keys.reduce((sum, [, , , , , bytes]) => sum + bytes, 0);

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
