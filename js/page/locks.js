// Which visits are running, and which tab sweeps: by Web Locks, which end with their page however it ends.
// Without Web Locks, which need a secure context, a visit counts as gone once its record is old enough.
import * as KEY from './key.js';

const VISIT = 'spanloom visit ';
/** Without locks: the age at which a record's page has certainly given up on it. */
export const LEASE_MS = 120_000;

/**
 * Marks a visit as running. A page that holds a lock is kept out of the back/forward cache, so it must be released, which may happen before it is granted.
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

/** Resolves to a function that returns whether a record is of another visit that is gone. @param {string} visit @returns {Promise<(key: import('./records.js').Key) => boolean>} */
export async function whoIsGone(visit) {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const running = new Set(held.map(({ name = '' }) => name.slice(VISIT.length)));
  const isGone = (/** @type {import('./records.js').Key} */ key) =>
    navigator.locks ? !running.has(key[KEY.VISIT]) : Math.abs(Date.now() - key[KEY.TIME]) > LEASE_MS;
  return (key) => key[KEY.VISIT] !== visit && isGone(key);
}

/**
 * Runs `task` when no other task of that name runs in any tab. Rejects if `signal` aborts before.
 * @param {string} name @param {AbortSignal} signal @param {() => Promise<void>} task
 */
export const runAlone = async (name, signal, task) =>
  navigator.locks ? navigator.locks.request(name, { signal }, task) : task();
