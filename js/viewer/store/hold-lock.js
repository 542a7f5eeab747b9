/**
 * Holds a lock while the worker lives: no event tells a page that one has ended, but its locks are free then.
 * @param {string} name
 * @returns {Promise<boolean>} whether it is held
 */
export const holdLock = (name) =>
  new Promise((resolve) => {
    const forever = () => {
      resolve(true);
      return new Promise(() => {});
    };
    navigator.locks.request(name, forever).catch(() => resolve(false));
  });
