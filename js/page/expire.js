// For pages that keep nothing themselves: what others have kept leaves when it is too old.
import { abortableTimeout } from '../base/abortable-timeout.js';
import { Losses } from '../batch/losses.js';
import { openDatabase } from './database.js';
import { readEpoch } from './own-values.js';
import { lossOf } from './records.js';
import { restamp } from './restamp.js';
import { sortOut } from './sort-out.js';

const LATER_MS = 1000;
let isDue = true;

/** Once per page, and not while it starts. @param {import('./budget.js').Limits} limits @param {(error: unknown) => void} onError */
export function expireLater(limits, onError) {
  if (!isDue) return;
  isDue = false;
  // Where there is no database, it holds nothing.
  abortableTimeout(LATER_MS, () => expire(limits, new Losses(onError)).catch(() => {}));
}

/** @param {import('./budget.js').Limits} limits @param {Losses} losses */
async function expire(limits, losses) {
  const database = await openDatabase(undefined, true);
  try {
    const [epoch = '', all] = await Promise.all([readEpoch(database), database.keys()]);
    const { lost, late, ahead } = sortOut(all, {
      epoch,
      isLeft: () => true,
      places: new Map([[undefined, { limits }]]),
    });
    for (const [reason, keys] of Object.entries({ ...lost, store_cleared: late })) {
      if (keys.length > 0) await database.remove(keys);
      for (const key of keys) losses.add(reason, lossOf(key));
    }
    if (ahead.length > 0) await restamp(database, ahead);
  } finally {
    database.close();
  }
}
