// What a page's store needs, without a page: Web Locks, the state of the network, and a database that all tabs share.

/** Waits, without a clock, until `condition` holds. @param {() => unknown} condition */
export async function until(condition) {
  for (let turns = 0; !condition(); turns++) {
    if (turns > 500_000) throw new Error(`never: ${condition}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** @param {import('node:test').TestContext} t */
export function fakePage(t) {
  /** @type {Map<string, Promise<void>>} */
  const held = new Map();
  const locks = {
    query: async () => ({ held: [...held.keys()].map((name) => ({ name })) }),
    request(/** @type {string} */ name, /** @type {any[]} */ ...rest) {
      const task = rest.pop();
      const [{ signal = undefined } = {}] = rest;
      const turn = (held.get(name) ?? Promise.resolve()).then(() => {
        signal?.throwIfAborted();
        return task();
      });
      const end = turn.then(
        () => {},
        () => {},
      );
      held.set(name, end);
      end.then(() => held.get(name) === end && held.delete(name));
      return turn;
    },
  };
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  const navigator = { onLine: true, locks };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  t.after(() => {
    Reflect.deleteProperty(globalThis, 'navigator');
    if (before) Object.defineProperty(globalThis, 'navigator', before);
  });

  /** @type {Map<string, { key: any, value: any }>} */
  const rows = new Map();
  const faults = {
    connect: async () => {},
    put: async () => {},
    keys: async () => {},
    get: (/** @type {any[]} */ _keys) => {},
  };
  const later = () => new Promise((resolve) => setImmediate(resolve));
  const connect = async () => {
    await faults.connect();
    return {
      async put(/** @type {any} */ key, /** @type {any} */ value) {
        if (key.length > 2) await faults.put();
        rows.set(JSON.stringify(key), { key, value });
      },
      async reset(/** @type {any} */ key, /** @type {any} */ value) {
        const before = [...rows.values()].map((row) => row.key);
        rows.clear();
        rows.set(JSON.stringify(key), { key, value });
        return before;
      },
      async remove(/** @type {any[]} */ keys) {
        for (const key of keys) rows.delete(JSON.stringify(key));
      },
      async get(/** @type {any[]} */ keys) {
        await later();
        const values = keys.map((key) => rows.get(JSON.stringify(key))?.value);
        faults.get(keys);
        return values;
      },
      async keys() {
        await later();
        await faults.keys();
        return [...rows.values()].map(({ key }) => key);
      },
      close() {},
    };
  };
  return { rows, faults, connect: /** @type {any} */ (connect), navigator, heldLocks: () => [...held.keys()] };
}
