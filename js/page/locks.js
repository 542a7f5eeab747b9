// Which visits still run, and who sends what the others left: by Web Locks, which end with their page however that ends.
// Outside of a secure context there are none; then what is old enough counts as left.
import * as KEY from './key.js';

const VISIT = 'spanloom visit ';
/** Without locks: milliseconds after which a record's page has certainly given up on it. */
export const LEASE_MS = 120_000;

/**
 * Says that a visit runs. A page that holds a lock is not taken into the back/forward cache, so it has to be released, which may be before it is granted.
 * @param {string} visit
 */
export const holdVisit = (visit) => {
  let release = () => {};
  const released = new Promise((resolve) => {
    release = () => resolve(undefined);
  });
  const granted = new Promise((resolve, reject) => {
    const { locks } = navigator;
    if (!locks) return resolve(undefined);
    const hold = () => {
      resolve(undefined);
      return released;
    };
    locks.request(VISIT + visit, hold).catch(reject);
  });
  return { granted, release };
};

/** Tells of a record whether it is of another visit, which is gone. @param {string} visit @returns {Promise<(key: import('./records.js').Key) => boolean>} */
export async function whoIsGone(visit) {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const running = new Set(held.map(({ name = '' }) => name.slice(VISIT.length)));
  const isGone = (/** @type {import('./records.js').Key} */ key) =>
    navigator.locks ? !running.has(key[KEY.VISIT]) : Math.abs(Date.now() - key[KEY.AT]) > LEASE_MS;
  return (key) => key[KEY.VISIT] !== visit && isGone(key);
}

/**
 * Runs `task` when no other of that name runs in any tab. Rejects when `signal` is aborted before.
 * @param {string} name @param {AbortSignal} signal @param {() => Promise<void>} task
 */
export const runAlone = async (name, signal, task) =>
  navigator.locks ? navigator.locks.request(name, { signal }, task) : task();
