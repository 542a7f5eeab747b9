import { EPOCH } from './own-values.js';
import { isRecord } from './records.js';

const CHANNEL = 'spanloom cleared';

/**
 * Deletes all that was written so far, and tells other tabs. What they add before they hear of it is known as late by its epoch.
 * @param {import('./database.js').Database} database @param {string} epoch the new one @returns {Promise<import('./records.js').Key[]>} of records
 */
export async function clearDatabase(database, epoch) {
  const keys = await database.reset(EPOCH, epoch);
  const channel = openChannel();
  channel?.postMessage('');
  channel?.close();
  return keys.filter(isRecord);
}

/** Calls back when somebody has cleared the store. A page that listens may not come into the back/forward cache. @param {() => void} heard @returns {() => void} ends it */
export function whenCleared(heard) {
  const channel = openChannel();
  if (channel) channel.onmessage = heard;
  return () => channel?.close();
}

function openChannel() {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    // There is none, or the browser forbids it: other tabs learn of it as they sweep.
    return undefined;
  }
}
