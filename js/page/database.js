// The one table in IndexedDB. A write is committed as it is asked for, so that from then on it needs the page no more:
// a transaction that ends by itself is undone when its page crashes.

const NAME = 'spanloom';
const TABLE = 'outbox';
const CLOSING_MS = 50;

/** @typedef {Awaited<ReturnType<typeof openDatabase>>} Database */
/** @typedef {{ database: IDBDatabase, isGone: boolean }} Connection `isGone` when the site's data was cleared, or the database deleted */

/**
 * Rejects where there is no IndexedDB, or it is blocked. What is asked of a connection that has gone is asked of another one.
 * @param {() => void} [onReopened] @param {boolean} [isToExist] rejects where there is no database yet
 */
export async function openDatabase(onReopened = () => {}, isToExist = false) {
  let connection = connect(isToExist);
  let isClosed = false;
  await connection;

  /** Work of one transaction, in the order in which it is asked for. @template T @param {(database: IDBDatabase) => Promise<T>} act @returns {Promise<T>} */
  const run = async (act) => {
    const asked = connection;
    const current = await asked;
    try {
      return await act(current.database);
    } catch (/** @type {any} */ error) {
      // Where a connection is closed by force, its transactions hear of it first.
      if (!isClosed && !current.isGone) await new Promise((resolve) => setTimeout(resolve, CLOSING_MS));
      if (isClosed || (!current.isGone && error?.name !== 'InvalidStateError')) throw error;
    }
    if (asked === connection) {
      connection = connect();
      connection.then(onReopened, () => {});
    }
    return act((await connection).database);
  };

  /** @param {(table: IDBObjectStore) => void} change @returns {Promise<void>} */
  const write = (change) =>
    run(
      (database) =>
        new Promise((resolve, reject) => {
          const transaction = database.transaction(TABLE, 'readwrite', { durability: 'relaxed' });
          transaction.oncomplete = () => resolve();
          transaction.onabort = () => reject(transaction.error);
          change(transaction.objectStore(TABLE));
          transaction.commit?.();
        }),
    );
  /** @template T @param {(table: IDBObjectStore) => Promise<T>} ask @returns {Promise<T>} */
  const read = (ask) => run(async (database) => ask(database.transaction(TABLE).objectStore(TABLE)));

  return {
    /** @param {IDBValidKey} key @param {unknown} value */
    put: (key, value) => write((into) => into.put(value, key)),
    /** @param {IDBValidKey[]} keys */
    remove: (keys) =>
      write((from) => {
        for (const key of keys) from.delete(key);
      }),
    /** Has nothing but one value left, at once. @param {IDBValidKey} key @param {unknown} value @returns {Promise<any[]>} the keys that there were */
    async reset(key, value) {
      /** @type {IDBRequest<IDBValidKey[]> | undefined} */
      let before;
      await write((table) => {
        before = table.getAllKeys();
        table.clear();
        table.put(value, key);
      });
      return before?.result ?? [];
    },
    /** @param {IDBValidKey[]} keys @returns {Promise<any[]>} undefined for what is not there, null for what cannot be read */
    get: (keys) => read((from) => Promise.all(keys.map((key) => resultOrNull(from.get(key))))),
    /** @returns {Promise<any[]>} */
    keys: () => read((from) => result(from.getAllKeys())),
    close() {
      isClosed = true;
      connection.then(
        ({ database }) => database.close(),
        () => {},
      );
    },
  };
}

/** @param {boolean} [isToExist] @returns {Promise<Connection>} */
async function connect(isToExist) {
  const database = await open(undefined, isToExist);
  if (database.objectStoreNames.contains(TABLE)) return watched(database);
  // Somebody else has opened it by its name, when it was not there.
  database.close();
  return watched(await open(database.version + 1));
}

/** @param {number} [version] @param {boolean} [isToExist] @returns {Promise<IDBDatabase>} */
function open(version, isToExist) {
  const opening = indexedDB.open(NAME, version);
  opening.onupgradeneeded = () => {
    const { result: database, transaction } = opening;
    if (isToExist) transaction?.abort();
    else if (!database.objectStoreNames.contains(TABLE)) database.createObjectStore(TABLE);
  };
  return result(opening);
}

/** @param {IDBDatabase} database */
function watched(database) {
  const connection = { database, isGone: false };
  database.onclose = () => {
    connection.isGone = true;
  };
  // Whoever deletes it, or makes a later version, is not to wait for this page.
  database.onversionchange = () => {
    connection.isGone = true;
    database.close();
  };
  return connection;
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const result = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** One value that is damaged leaves the others readable. @param {IDBRequest} request @returns {Promise<any>} */
const resultOrNull = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      if (request.error?.name === 'AbortError') return reject(request.error);
      event.preventDefault();
      resolve(null);
    };
  });
