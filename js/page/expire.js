// For pages that store nothing: removes records of other pages that are too old.
import { abortableTimeout } from '../base/abortable-timeout.js';
import { Losses } from '../batch/losses.js';
import { classify } from './classify.js';
import { openDatabase } from './database.js';
import { readEpoch } from './own-values.js';
import { lossOf } from './records.js';
import { redate } from './redate.js';

const DELAY_MS = 1000;
let isDue = true;

/** Removes them once per page, and not while it starts. @param {import('./budget.js').Limits} limits @param {(error: unknown) => void} onError */
export function expireLater(limits, onError) {
  if (!isDue) return;
  isDue = false;
  // It fails if there is no database: then nothing is stored.
  abortableTimeout(DELAY_MS, () => expire(limits, new Losses(onError)).catch(() => {}));
}

/** @param {import('./budget.js').Limits} limits @param {Losses} losses */
async function expire(limits, losses) {
  const database = await openDatabase(undefined, true);
  try {
    const [epoch = '', all] = await Promise.all([readEpoch(database), database.keys()]);
    const { lost, late, ahead } = classify(all, {
      epoch,
      isLeft: () => true,
      partitions: new Map([[undefined, { limits }]]),
    });
    for (const [reason, keys] of Object.entries({ ...lost, store_cleared: late })) {
      if (keys.length > 0) await database.remove(keys);
      for (const key of keys) losses.add(reason, lossOf(key));
    }
    if (ahead.length > 0) await redate(database, ahead);
  } finally {
    database.close();
  }
}
