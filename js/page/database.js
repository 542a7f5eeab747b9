// The one table in IndexedDB. A write is committed as it is asked for, so that from then on it needs the page no more:
// a transaction that ends by itself is undone when its page crashes.

const NAME = 'spanloom';
const TABLE = 'outbox';

/** @typedef {Awaited<ReturnType<typeof openDatabase>>} Database */

/** Rejects where there is no IndexedDB, or it is blocked. */
export async function openDatabase() {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE);
  const database = await result(opening);
  // A later version of the table is not to wait for this page.
  database.onversionchange = () => database.close();

  /** @param {(table: IDBObjectStore) => void} change @returns {Promise<void>} */
  const write = (change) =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(TABLE, 'readwrite', { durability: 'relaxed' });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      change(transaction.objectStore(TABLE));
      transaction.commit?.();
    });
  const table = () => database.transaction(TABLE).objectStore(TABLE);

  return {
    /** @param {IDBValidKey} key @param {unknown} value */
    put: (key, value) => write((into) => into.put(value, key)),
    /** @param {IDBValidKey[]} keys */
    remove: (keys) =>
      write((from) => {
        for (const key of keys) from.delete(key);
      }),
    /** @param {IDBValidKey[]} keys @returns {Promise<any[]>} undefined for what is not there */
    get: (keys) => {
      const from = table();
      return Promise.all(keys.map((key) => result(from.get(key))));
    },
    /** All keys that are lists beginning with `first`, in order. @param {string} first @returns {Promise<any[]>} */
    keys: (first) => result(table().getAllKeys(IDBKeyRange.bound([first], [first, []]))),
    close: () => database.close(),
  };
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const result = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
