// Proxies that notice whatever is done to them.

/**
 * A proxy of `target` and the traps that ran: a proxy as handler has them all.
 * @param {any} target
 */
export function noticing(target) {
  /** @type {string[]} */
  const noticed = [];
  const handler = new Proxy(
    {},
    {
      get:
        (_, trap) =>
        (/** @type {any[]} */ ...args) => {
          noticed.push(
            `${String(trap)} ${typeof args[1] === 'symbol' ? String(args[1]) : typeof args[1] === 'string' ? args[1] : ''}`,
          );
          return /** @type {any} */ (Reflect)[trap](...args);
        },
    },
  );
  return { proxy: new Proxy(target, handler), noticed };
}

/** What may stand behind a proxy. @type {Record<string, () => any>} */
export const TARGETS = {
  record: () => ({ text: 'a text behind a proxy', part: { deep: [1] } }),
  list: () => [{ text: 'a text behind a proxy' }, 2],
  function: () => function called() {},
  class: () => class Made {},
  instance: () =>
    new (class Row {
      id = 1;
      toJSON() {}
    })(),
  map: () => new Map([['key', {}]]),
  date: () => new Date(0),
  bytes: () => new Uint8Array(3),
  error: () => new TypeError('no'),
  frozen: () => Object.freeze({ a: Object.freeze({}) }),
  promise: () => Promise.resolve({}),
  // biome-ignore lint/suspicious/noThenProperty: it is one
  thenable: () => ({ then() {} }),
  generator: () =>
    (function* () {
      yield 1;
    })(),
  stream: () => new ReadableStream(),
  emitter: () => ({ on() {}, emit() {}, read() {}, pipe() {}, _emit() {}, done() {} }),
  chunk: () => ({ choices: [{ delta: { content: 'piece' } }], type: 'message_start', usage: {}, done: true, part: {} }),
  // biome-ignore lint/suspicious/noThenProperty: it looks like one
  call: () => ({ then: undefined, next() {}, [Symbol.asyncIterator]() {} }),
};
