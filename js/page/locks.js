// Which visits still run, and who sends what the others left: by Web Locks, which end with their page however that ends.
// Outside of a secure context there are none; then what is old enough counts as left.

const VISIT = 'spanloom visit ';

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

/** Names of the visits that run in any tab, undefined where nobody knows. */
export async function runningVisits() {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return navigator.locks && new Set(held.map(({ name = '' }) => name.slice(VISIT.length)));
}

/**
 * Runs `task` when no other of that name runs in any tab. Rejects when `signal` is aborted before.
 * @param {string} name @param {AbortSignal} signal @param {() => Promise<void>} task
 */
export const runAlone = async (name, signal, task) =>
  navigator.locks ? navigator.locks.request(name, { signal }, task) : task();
