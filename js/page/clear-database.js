import { EPOCH } from './own-values.js';
import { isRecord } from './records.js';

const CHANNEL = 'spanloom cleared';

/**
 * Deletes all that was written so far, and notifies other tabs. What they write before they are notified has an old epoch.
 * @param {import('./database.js').Database} database @param {string} epoch the new one @returns {Promise<import('./records.js').Key[]>} the records that were deleted
 */
export async function clearDatabase(database, epoch) {
  const keys = await database.reset(EPOCH, epoch);
  const channel = openChannel();
  channel?.postMessage('');
  channel?.close();
  return keys.filter(isRecord);
}

/** Calls `onCleared` when another tab has cleared the store. Returns a function that stops it: a page that listens may be kept out of the back/forward cache. @param {() => void} onCleared @returns {() => void} */
export function whenCleared(onCleared) {
  const channel = openChannel();
  if (channel) channel.onmessage = onCleared;
  return () => channel?.close();
}

function openChannel() {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    // Not available, or forbidden by the browser: other tabs see the new epoch at their next sweep.
    return undefined;
  }
}
