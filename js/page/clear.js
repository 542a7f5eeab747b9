import { settledWithin } from '../base/abortable-timeout.js';
import { random32, toHex } from '../base/random.js';
import { clearDatabase } from './clear-database.js';
import { openDatabase } from './database.js';
import { pageEras } from './owner-stamp.js';
import { lastStore } from './shared-store.js';

/** A browser that does not answer must not delay a logout. */
const CLEAR_TIMEOUT_MS = 5000;

/** Deletes all that is stored in this origin. Never rejects. */
export async function clearStore() {
  const store = lastStore();
  if (!store) pageEras.end();
  const clearing = store?.clear().catch(clearUnopened) ?? clearUnopened();
  // It fails if there is no database: then nothing is stored.
  await settledWithin(
    CLEAR_TIMEOUT_MS,
    clearing.catch(() => {}),
  );
}

async function clearUnopened() {
  const database = await openDatabase(undefined, true);
  await clearDatabase(database, toHex(random32(), random32()));
  database.close();
}
