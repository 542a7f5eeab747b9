// Removes what must not stay in the store: expired or broken records, those of an earlier epoch, and those that exceed the limits.
import { classify } from './classify.js';
import * as KEY from './key.js';
import { LEASE_MS, whoIsGone } from './locks.js';
import { redate } from './redate.js';

/** @typedef {import('./records.js').Key} Key */

/**
 * @param {import('./record-table.js').RecordTable} table @param {import('./database.js').Database} database
 * @param {import('./sweeper.js').Sweeper} sweeper gets another sweep if that will find more @param {import('./budget.js').Limits} [short] the limits of a client that found no room
 * @returns {Promise<Key[]>} records that only this page sends
 */
export async function tidy(table, database, sweeper, short) {
  const { visit, clients, eras } = table;
  const era = eras.now;
  const all = await table.list(database);
  // Asked after the keys were read: a visit that has written a record holds its lock.
  const isGone = await whoIsGone(visit);
  // Only the tab that cleared the store counts what was deleted.
  if (era.isOver) {
    sweeper.sweep();
    return [];
  }
  const isLeft = (/** @type {Key} */ key) =>
    key[KEY.VISIT] === visit ? (table.own.get(key[KEY.NUMBER])?.isGivenUp ?? true) : isGone(key);
  const view = { epoch: table.epoch ?? '', isLeft, partitions: clients.partitions(), short };
  const { lost, late, ahead, left, isHeld } = classify(all, view);
  if (isHeld) sweeper.schedule(LEASE_MS);
  clients.count(late.filter(isGone), 'store_cleared');
  table.remove(late);
  for (const [reason, keys] of Object.entries(lost)) {
    clients.count(keys, reason);
    table.remove(keys);
  }
  if (ahead.length > 0) {
    for (const key of ahead) table.forget(key);
    await redate(database, ahead);
    sweeper.sweep();
  }
  return left;
}
