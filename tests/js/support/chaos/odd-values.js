// Values that no program should have, and some has.

/** @typedef {import('../choices.js').Choices} Choices */
/** @typedef {(choices: Choices, secret: string, depth: number) => unknown} Make */

const threw = () => {
  throw new Error('odd');
};

/** A fresh object with `members`, of a class with `methods`. @param {object} members @param {object} methods */
const made = (members, methods) => Object.assign(Object.create(methods), members);

/** @param {Choices} choices @param {string} secret */
const oddText = (choices, secret) =>
  secret +
  choices.pick(['', ' and some words to follow', '\ud800', '\udc00\u0000', '"\\\n', '🙂'.repeat(40), 'x'.repeat(3000)]);

/** Without members that are odd themselves. @type {Record<string, Make>} */
const LEAVES = {
  text: oddText,
  number: (choices) => choices.pick([0, -0, Number.NaN, Infinity, 2 ** 53, 1e-320, 7]),
  nothing: (choices) => choices.pick([undefined, null, true, 12n, -(2n ** 80n)]),
  symbol: (_, secret) => Symbol(secret),
  fn: (_, secret) => Object.defineProperty(() => {}, 'name', { value: secret }),
  class: (_, secret) => Object.assign(class Odd {}, { [secret]: secret }),
  boxed: (choices, secret) =>
    choices.pick([Object(secret), Object(1n), Object(Symbol(secret)), new Number(3), new Boolean(false)]),
  date: (choices) => choices.pick([new Date(0), new Date(Number.NaN)]),
  lyingDate: (_, secret) =>
    new (class extends Date {
      toISOString() {
        return /** @type {any} */ ({ secret });
      }
      getTime() {
        return /** @type {any} */ (secret);
      }
    })(5),
  bytes: (choices, secret) => {
    const bytes = Buffer.from(`${secret} as bytes`);
    return choices.pick([
      bytes,
      bytes.subarray(1, 4),
      new Uint8Array(bytes),
      new Uint8Array(bytes).buffer,
      new DataView(new ArrayBuffer(8)),
    ]);
  },
  numbers: (choices) => choices.pick([new Float64Array(80), Array(100).fill(0.5), new BigUint64Array(3)]),
  regexp: (_, secret) => new RegExp(secret || 'x'),
  url: (_, secret) => new URL(`https://example.com/${secret}?q=${secret}`),
  query: (_, secret) => new URLSearchParams({ [secret || 'q']: secret }),
  headers: (_, secret) => new Headers({ authorization: `Bearer ${secret}` }),
  request: (_, secret) => new Request(`https://example.com/${secret}`, { headers: { cookie: secret } }),
  blob: (_, secret) => new File([secret], secret || 'file'),
  weak: () => new WeakMap(),
  revoked: () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  throwingProxy: () =>
    new Proxy({}, { get: threw, ownKeys: threw, getPrototypeOf: threw, getOwnPropertyDescriptor: threw, has: threw }),
  endlessProxy: (_, secret) => {
    /** @type {any} */
    const proxy = new Proxy(() => {}, {
      get: (_, key) => (key === 'then' ? undefined : key === 'name' ? secret : proxy),
    });
    return proxy;
  },
  holes: (_, secret) => Object.assign(new Array(5), { 3: secret, [secret]: secret }),
  wide: () => new Array(50_000),
  badJson: (_, secret) => made({ secret }, { toJSON: threw }),
  cyclicJson: (_, secret) => {
    /** @type {any} */
    const odd = made({ secret }, { toJSON: () => odd });
    return odd;
  },
  growingJson: (_, secret) => made({}, { toJSON: () => ({ secret, more: made({}, { toJSON: () => secret }) }) }),
  badText: (_, secret) => made({ secret }, { toString: threw, valueOf: threw, [Symbol.toPrimitive]: threw }),
  numericText: (_, secret) => made({ secret }, { toString: () => 3n, [Symbol.toPrimitive]: () => ({}) }),
  lyingTag: (_, secret) => ({ [Symbol.toStringTag]: secret || 'Date', secret }),
  throwingTag: () => Object.defineProperty({}, Symbol.toStringTag, { get: threw }),
  falseMap: (_, secret) => Object.assign(Object.create(Map.prototype), { [secret]: secret }),
  badMap: (_, secret) =>
    new (class extends Map {
      entries = threw;
      keys = threw;
      [Symbol.iterator] = /** @type {any} */ (threw);
    })([[secret, secret]]),
  pending: () => new Promise(() => {}),
  settled: (_, secret) => Promise.resolve({ secret }),
};

/** @type {Record<string, Make>} */
const NESTED = {
  list: (choices, secret, depth) => Array.from({ length: choices.int(5) }, () => oddValue(choices, secret, depth)),
  record: (choices, secret, depth) => ({
    [`${secret}${choices.int(3)}`]: oddValue(choices, secret, depth),
    __proto__: null,
    b: oddValue(choices, secret, depth),
  }),
  ownProto: (choices, secret, depth) =>
    JSON.parse(
      `{ "__proto__": ${JSON.stringify(secret)}, "constructor": 1, "then": ${choices.int(2)} , "depth": ${depth} }`,
    ),
  map: (choices, secret, depth) =>
    new Map(
      /** @type {any} */ ([
        [secret, oddValue(choices, secret, depth)],
        [oddValue(choices, secret, depth), { secret }],
        [{ secret }, secret],
      ]),
    ),
  set: (choices, secret, depth) => new Set([oddValue(choices, secret, depth), secret]),
  getters: (choices, secret, depth) => ({
    a: oddValue(choices, secret, depth),
    get b() {
      return threw();
    },
    get c() {
      return { secret, at: this };
    },
  }),
  error: (choices, secret, depth) => oddError(choices, secret, depth),
  cycle: (choices, secret, depth) => {
    /** @type {any} */
    const cycle = { secret, other: oddValue(choices, secret, depth) };
    cycle.self = [cycle, new Map([[secret, cycle]])];
    return cycle;
  },
  deep: (choices, secret) => {
    /** @type {unknown} */
    let deep = secret;
    for (let left = choices.pick([50, 300, 20_000]); left > 0; left--)
      deep = choices.int(2) ? [deep] : { [secret || 'in']: deep };
    return deep;
  },
  answer: (choices, secret, depth) => ({
    model: secret,
    choices: [
      {
        finish_reason: secret,
        message: { content: oddText(choices, secret), extra: oddValue(choices, secret, depth) },
      },
      null,
    ],
    usage: {
      prompt_tokens: choices.pick([/** @type {any} */ (3), -1, Number.NaN, secret, 2n]),
      completion_tokens: 1,
      [secret]: 2,
    },
  }),
  subclass: (choices, secret, depth) =>
    Object.assign(new (class extends Array {})(), { 0: secret, [secret]: oddValue(choices, secret, depth) }),
};

/** @param {Choices} choices @param {string} secret stands in all texts and keys of it @param {number} [depth] @returns {unknown} */
export function oddValue(choices, secret, depth = 3) {
  const makers = depth > 0 && choices.oneIn(2) ? NESTED : LEAVES;
  return makers[choices.pick(Object.keys(makers))](choices, secret, depth - 1);
}

/** @param {Choices} choices @param {string} secret @param {number} [depth] */
export function oddError(choices, secret, depth = 1) {
  const error = choices.pick([
    new Error(secret),
    new TypeError(secret, { cause: { secret } }),
    new AggregateError([new Error(secret)], secret),
    new DOMException(secret),
  ]);
  // Made now, as later it cannot be.
  if (error instanceof DOMException || !error.stack) return error;
  if (choices.oneIn(3)) error.name = secret;
  if (choices.oneIn(4)) Object.assign(error, { message: oddValue(choices, secret, depth), code: secret });
  if (choices.oneIn(5)) Object.defineProperty(error, choices.pick(['name', 'message', 'stack']), { get: threw });
  if (choices.oneIn(5)) error.cause = error;
  return error;
}
