// What a page keeps of undelivered spans, in one database for all that spanloom does in this origin: a record per encoded part, written ahead while the page
// lives, from the moment that its spans ended until the destination has taken it or refused it for good. What a page has left, or has given up on, is swept.
// Records hold the encoded spans, never a header, nor whose they are in the clear.
import { settledWithin } from '../base/abortable-timeout.js';
import { random32, toHex } from '../base/random.js';
import { Budget } from './budget.js';
import { clearDatabase, whenCleared } from './clear-database.js';
import { Clients, STORE_FAILED } from './clients.js';
import { openDatabase } from './database.js';
import { InHand } from './in-hand.js';
import * as KEY from './key.js';
import { holdVisit, LEASE_MS, whoIsGone } from './locks.js';
import { EPOCH, forgetPauses, pauseKey, readEpoch } from './own-values.js';
import { Eras } from './owner-stamp.js';
import { isRecord } from './records.js';
import { restamp } from './restamp.js';
import { sortOut } from './sort-out.js';
import { createSweeper } from './sweeper.js';

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('./records.js').Key} Key */
/** @typedef {import('./budget.js').Limits} Limits */
/** @typedef {ReturnType<typeof createStore>} Store */
/** @typedef {import('./clients.js').Client} Client */
/** @typedef {import('./in-hand.js').Record} Record */

/** A browser that does not answer when asked for a database must not hold up the spans. */
const OPENING_MS = 1000;
/** Other tabs fill the store as well: after so many records it is looked at. */
const RECOUNT_EVERY = 64;

export function createStore(connect = openDatabase, eras = new Eras()) {
  const visit = toHex(random32(), random32());
  const budget = new Budget();
  const clients = new Clients();
  const inHand = new InHand(visit);
  let number = 0;
  /** Of this era, in the database. @type {string | undefined} */
  let epoch;
  /** @type {Database | undefined} */
  let database;
  /** Undefined while others may send what this visit has left. */
  let hold = /** @type {ReturnType<typeof holdVisit> | undefined} */ (holdVisit(visit));
  let isOver = false;
  let isReady = false;
  let isMakingRoom = false;
  /** @type {Promise<unknown>} */
  let tidying = Promise.resolve();
  /** Another tab has cleared the store. */
  const learn = () => void (database && list(database).catch(report));
  let unhear = whenCleared(learn);

  /** @param {unknown} cause */
  const report = (cause) => clients.tell('failed', cause);

  /** @param {Key} key */
  const forget = (key) => {
    budget.add(key, -1);
    inHand.delete(key);
  };

  /** @param {any[]} keys */
  const remove = (keys) => {
    for (const key of keys) if (isRecord(key)) forget(key);
    if (keys.length > 0) database?.remove(keys).catch(report);
  };

  /** It is not in the database, or not for long. @param {Record} record @param {string} reason */
  const lose = (record, reason) => {
    if (!inHand.has(record)) return;
    forget(record.key);
    if (record.isLeft) record.client.losses.add(reason, record.key[KEY.SPANS]);
  };

  /** @param {Database} into @param {Record} record @param {Uint8Array} body */
  const write = (into, record, body) => {
    record.key[KEY.EPOCH] = /** @type {string} */ (epoch);
    into.put(record.key, body).then(
      () => {
        record.isWritten = true;
      },
      (cause) => {
        report(cause);
        lose(record, STORE_FAILED);
      },
    );
  };

  /** From now on nothing is kept, or leaves, whose trace began before. */
  const endEra = () => {
    eras.end();
    for (const record of inHand.all()) lose(record, 'store_cleared');
    budget.clear();
    for (const { pause } of clients) pause.end();
  };

  /** The store's keys, which other tabs add to and take from. @param {Database} from @returns {Promise<any[]>} */
  const list = async (from) => {
    const written = inHand.all().filter(({ isWritten }) => isWritten);
    const before = epoch;
    /** @type {any[]} */
    let all = [];
    /** @type {string | undefined} */
    let found;
    await budget.count(async () => {
      [found, all] = await Promise.all([readEpoch(from), from.keys()]);
      return all.filter(isRecord);
    });
    if (epoch === before && found !== undefined && found !== before) {
      epoch = found;
      endEra();
    }
    const there = new Set(all.map((key) => (key?.[KEY.VISIT] === visit ? key[KEY.NUMBER] : undefined)));
    for (const record of written) if (!there.has(record.key[KEY.NUMBER])) lose(record, 'store_cleared');
    return all;
  };

  /** Deletes what was written before this era. @param {Database} from @param {Record[]} [held] what was in hand, which is counted */
  const wipe = async (from, held = []) => {
    const keys = await clearDatabase(from, /** @type {string} */ (epoch));
    const isGone = await whoIsGone(visit);
    const known = new Set(held.map(({ key }) => key[KEY.NUMBER]));
    const isOurs = (/** @type {Key} */ key) => (key[KEY.VISIT] === visit ? !known.has(key[KEY.NUMBER]) : isGone(key));
    clients.count(keys.filter(isOurs), 'store_cleared');
  };

  const handOver = () => {
    sweeper.off();
    unhear();
    hold?.release();
    hold = undefined;
    inHand.releaseLeft();
  };

  /** Goes on without a store. @param {unknown} cause */
  const fail = (cause) => {
    isOver = true;
    report(cause);
    for (const record of [...inHand.early.keys()]) lose(record, STORE_FAILED);
    handOver();
  };

  /** @param {Database} from @param {Limits} [short] of who found no room @returns {Promise<Key[]>} */
  const tidyNow = async (from, short) => {
    const era = eras.now;
    const all = await list(from);
    // In this order: a visit that has written holds its lock.
    const isAlone = await whoIsGone(visit);
    // Who clears counts what goes, and nobody else.
    if (era.isOver) {
      sweeper.now();
      return [];
    }
    const isLeft = (/** @type {Key} */ key) => (key[KEY.VISIT] === visit ? inHand.isLeft(key) : isAlone(key));
    const view = { epoch: epoch ?? '', isLeft, places: clients.byPlace(), short };
    const { lost, late, ahead, left, isHeld } = sortOut(all, view);
    if (isHeld) sweeper.later(LEASE_MS);
    clients.count(late.filter(isAlone), 'store_cleared');
    remove(late);
    for (const [reason, keys] of Object.entries(lost)) {
      clients.count(keys, reason);
      remove(keys);
    }
    if (ahead.length > 0) {
      for (const key of ahead) forget(key);
      await restamp(from, ahead);
      sweeper.now();
    }
    return left;
  };

  /** Drops what has to go, once: each time behind the one before. @param {Database} from @param {Limits} [short] of who found no room @returns {Promise<Key[]>} what nobody else will send */
  const tidy = (from, short) => {
    const tidied = tidying.then(() => tidyNow(from, short));
    tidying = tidied.catch(() => {});
    return tidied;
  };

  const sweeper = createSweeper(async (signal) => {
    const from = database;
    if (!from) return;
    const era = eras.now;
    const left = await tidy(from);
    await forgetPauses(from);
    for (const client of clients) {
      const place = client.place();
      const keys = left.filter((key) => key[KEY.PLACE] === place);
      if (signal.aborted || era.isOver) return;
      if (keys.length === 0 || client.isCutOff()) continue;
      await recall(client);
      if (client.pause.left === 0 && (await client.resend(from, keys, signal, era))) continue;
      sweeper.later(client.pause.left);
    }
  }, fail);

  const recount = () => {
    if (database && !budget.isCounting) list(database).catch(report);
  };

  /** @param {Limits} short */
  const makeRoom = (short) => {
    if (!database || isMakingRoom) return;
    isMakingRoom = true;
    tidy(database, short)
      .catch(report)
      .finally(() => {
        isMakingRoom = false;
      });
  };

  /** Somebody has deleted the database, or cleared the site's data. */
  const reopened = () => {
    if (epoch) database?.put(EPOCH, epoch).catch(report);
    recount();
  };

  const open = async () => {
    const connected = connect(reopened).then(async (opened) => ({ opened, found: await readEpoch(opened) }));
    const [{ opened, found }] = await Promise.all([connected, hold?.granted]);
    const wiped = epoch ? wipe(opened) : undefined;
    epoch ??= found ?? '';
    for (const [record, body] of inHand.early) write(opened, record, body);
    inHand.early.clear();
    if (!isOver) database = opened;
    await wiped;
    if (isOver) return opened.close();
    await Promise.all([list(opened), ...[...clients].map(recall)]);
  };
  const opening = open().catch(fail);
  const ready = settledWithin(OPENING_MS, opening).then(() => {
    isReady = true;
  });
  opening.then(sweeper.now);
  globalThis.addEventListener?.('online', sweeper.now);

  /** Remembers what an earlier visit was asked. @param {Client} client */
  const recall = async ({ place, pause }) => {
    const where = place();
    if (where !== undefined) pause.take((await database?.get([pauseKey(where)]))?.[0]);
  };

  /** Its place is another one. @param {Client} client */
  const arrive = (client) => {
    if (database) recall(client).then(sweeper.now, fail);
  };

  return {
    ready,
    sweep: sweeper.now,
    sweepLater: sweeper.later,

    get isReady() {
      return isReady;
    },
    get isOver() {
      return isOver;
    },
    /** Whether what is added is in the database, or soon will be. */
    get isUsable() {
      return !isOver && (database !== undefined || !isReady);
    },
    eras,

    /** @param {Client} client */
    attach(client) {
      clients.add(client);
      arrive(client);
    },
    arrive,

    /** Writes a part, unless it passes a limit: then it is delivered now or never. @param {Client} client @param {string} place @param {import('../index.js').EncodedBatch} part @returns {Record | undefined} */
    add(client, place, { body, spanCount, contentType }) {
      if (isOver) return undefined;
      if (!budget.hasRoom(spanCount, body.length, client.limits)) {
        makeRoom(client.limits);
        return undefined;
      }
      /** @type {Key} */
      const key = [place, Date.now(), visit, ++number, spanCount, body.length, contentType, ''];
      const record = { key, client, isWritten: false, isLeft: false };
      budget.add(key);
      inHand.add(record);
      if (database) write(database, record, body);
      else inHand.early.set(record, body);
      // After the write, which the keys are to have.
      if (number % RECOUNT_EVERY === 1) recount();
      return record;
    },

    /** @param {Record} record */
    has: (record) => inHand.has(record),

    remove,

    /** @param {string | undefined} place */
    hasLeft: (place) => inHand.hasLeft(place),

    /** @param {string} place @param {import('./pause.js').Asked} asked */
    remember(place, asked) {
      database?.put(pauseKey(place), asked).catch(report);
    },

    /** Spans leave although the store is not open yet. */
    tellDelay() {
      if (isReady && !database && !isOver) clients.tell('does not answer');
    },

    /** The page is frozen or gone: from now on other tabs send what it has left. */
    handOver,

    /** Out of the back/forward cache. */
    resume() {
      if (isOver || hold) return;
      hold = holdVisit(visit);
      unhear = whenCleared(learn);
      sweeper.on();
      hold.granted.then(sweeper.now, fail);
    },

    /** Deletes what any visit has kept. Rejects where that fails. */
    async clear() {
      const held = inHand.all();
      endEra();
      epoch = toHex(random32(), random32());
      // At once where it is open: whoever reads next reads the new epoch.
      if (database) return wipe(database, held);
      await opening;
      if (!database) throw new Error('not open');
    },

    /** @param {Client} client */
    detach(client) {
      if (clients.remove(client)) return;
      isOver = true;
      globalThis.removeEventListener?.('online', sweeper.now);
      handOver();
      database?.close();
      database = undefined;
    },
  };
}
