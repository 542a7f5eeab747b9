import { settledWithin } from '../base/abortable-timeout.js';
import { random32, toHex } from '../base/random.js';
import { clearDatabase } from './clear-database.js';
import { openDatabase } from './database.js';
import { pageEras } from './owner-stamp.js';
import { lastStore } from './shared-store.js';

/** A browser that does not answer must not hold up a logout. */
const CLEAR_TIMEOUT_MS = 5000;

/** Deletes all that is kept in this origin. Never rejects. */
export async function clearStore() {
  const store = lastStore();
  if (!store) pageEras.end();
  const clearing = store?.clear().catch(clearAlone) ?? clearAlone();
  // Where there is no database, it holds nothing.
  await settledWithin(
    CLEAR_TIMEOUT_MS,
    clearing.catch(() => {}),
  );
}

async function clearAlone() {
  const database = await openDatabase(undefined, true);
  await clearDatabase(database, toHex(random32(), random32()));
  database.close();
}
