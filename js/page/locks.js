// Which visits still run, and who sends what the others left: by Web Locks, which end with their page however that ends.
// Outside of a secure context there are none; then what is old enough counts as left.

const VISIT = 'spanloom visit ';

/**
 * Says that a visit runs. A page that holds a lock is not taken into the back/forward cache, so it has to be released.
 * @param {string} visit @returns {Promise<() => void>} releases it
 */
export const holdVisit = (visit) =>
  new Promise((resolve, reject) => {
    const { locks } = navigator;
    if (!locks) return resolve(() => {});
    locks
      .request(VISIT + visit, () => new Promise((/** @type {(value?: unknown) => void} */ release) => resolve(release)))
      .catch(reject);
  });

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
