// The database of the store: one table in IndexedDB. Transactions are committed explicitly, so that a write no longer depends on the page once it is
// requested: a transaction that ends by itself is undone if the page crashes.

const NAME = 'spanloom';
const TABLE = 'outbox';
/** A connection that is closed by force fails its transactions first, and reports that it is closed a moment later. */
const CLOSE_DELAY_MS = 50;

/** @typedef {Awaited<ReturnType<typeof openDatabase>>} Database */
/** @typedef {{ database: IDBDatabase, isGone: boolean }} Connection `isGone`: the site's data was cleared, or the database deleted */

/**
 * Opens the database. Reopens it if its connection is gone, and repeats what failed for that reason. Rejects if IndexedDB is missing or blocked.
 * @param {() => void} [onReopened] @param {boolean} [mustExist] whether to reject if there is no database
 */
export async function openDatabase(onReopened = () => {}, mustExist = false) {
  let connection = connect(mustExist);
  let isClosed = false;
  await connection;

  /** Runs transactions in the order of the calls. @template T @param {(database: IDBDatabase) => Promise<T>} transact @returns {Promise<T>} */
  const run = async (transact) => {
    const used = connection;
    const current = await used;
    try {
      return await transact(current.database);
    } catch (/** @type {any} */ error) {
      if (!isClosed && !current.isGone) await new Promise((resolve) => setTimeout(resolve, CLOSE_DELAY_MS));
      if (isClosed || (!current.isGone && error?.name !== 'InvalidStateError')) throw error;
    }
    if (used === connection) {
      connection = connect();
      connection.then(onReopened, () => {});
    }
    return transact((await connection).database);
  };

  /** @param {(table: IDBObjectStore) => void} change @returns {Promise<unknown>} */
  const write = (change) =>
    run(
      (database) =>
        new Promise((resolve, reject) => {
          const transaction = database.transaction(TABLE, 'readwrite', { durability: 'relaxed' });
          transaction.oncomplete = resolve;
          transaction.onabort = () => reject(transaction.error);
          change(transaction.objectStore(TABLE));
          transaction.commit?.();
        }),
    );
  /** @template T @param {(table: IDBObjectStore) => Promise<T>} query @returns {Promise<T>} */
  const read = (query) => run(async (database) => query(database.transaction(TABLE).objectStore(TABLE)));

  return {
    /** @param {IDBValidKey} key @param {unknown} value */
    put: (key, value) => write((table) => table.put(value, key)),
    /** @param {IDBValidKey[]} keys */
    remove: (keys) =>
      write((table) => {
        for (const key of keys) table.delete(key);
      }),
    /** Replaces the whole content by one value, in one transaction. @param {IDBValidKey} key @param {unknown} value @returns {Promise<any[]>} the keys of the old content */
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
    /** @param {IDBValidKey[]} keys @returns {Promise<any[]>} undefined for what is absent, null for what is damaged */
    get: (keys) => read((table) => Promise.all(keys.map((key) => resultOf(table.get(key), true)))),
    /** @returns {Promise<any[]>} */
    keys: () => read((table) => resultOf(table.getAllKeys())),
    close() {
      isClosed = true;
      connection.then(
        ({ database }) => database.close(),
        () => {},
      );
    },
  };
}

/** @param {boolean} [mustExist] @returns {Promise<Connection>} */
async function connect(mustExist) {
  const database = await open(undefined, mustExist);
  if (database.objectStoreNames.contains(TABLE)) return watched(database);
  // Another program created a database of this name.
  database.close();
  return watched(await open(database.version + 1));
}

/** @param {number} [version] @param {boolean} [mustExist] @returns {Promise<IDBDatabase>} */
function open(version, mustExist) {
  const request = indexedDB.open(NAME, version);
  request.onupgradeneeded = () => {
    const { result, transaction } = request;
    if (mustExist) transaction?.abort();
    else if (!result.objectStoreNames.contains(TABLE)) result.createObjectStore(TABLE);
  };
  return resultOf(request);
}

/** @param {IDBDatabase} database */
function watched(database) {
  const connection = { database, isGone: false };
  database.onclose = () => {
    connection.isGone = true;
  };
  // Lets others delete or upgrade the database without waiting for this page.
  database.onversionchange = () => {
    connection.isGone = true;
    database.close();
  };
  return connection;
}

/** @param {IDBRequest} request @param {boolean} [isOptional] whether to resolve to null if the value is damaged, so that others of the transaction can be read @returns {Promise<any>} */
const resultOf = (request, isOptional) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      if (!isOptional || request.error?.name === 'AbortError') return reject(request.error);
      event.preventDefault();
      resolve(null);
    };
  });
