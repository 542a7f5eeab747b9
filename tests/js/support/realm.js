// What a realm is made of: every object that can be reached from its global object and from its syntax, with each of its properties.

/** @typedef {{ path: string, members: Map<PropertyKey, PropertyDescriptor>, prototype: object | null, isExtensible: boolean }} Shape */
/** @typedef {Map<object, Shape>} Snapshot */

/** What is reached by no global: it comes from syntax. */
const hidden = () => {
  const generator = function* () {};
  const asyncGenerator = async function* () {};
  return {
    AsyncFunction: (async () => {}).constructor,
    Generator: generator.prototype,
    GeneratorFunction: generator.constructor,
    AsyncGenerator: asyncGenerator.prototype,
    AsyncGeneratorFunction: asyncGenerator.constructor,
    TypedArray: Object.getPrototypeOf(Uint8Array),
    arrayIterator: Object.getPrototypeOf([].values()),
    mapIterator: Object.getPrototypeOf(new Map().values()),
    setIterator: Object.getPrototypeOf(new Set().values()),
    stringIterator: Object.getPrototypeOf(''[Symbol.iterator]()),
    regExpIterator: Object.getPrototypeOf('a'.matchAll(/a/g)),
  };
};

/** No getter runs. @param {Record<string, object>} [more] @returns {Snapshot} */
export function snapshot(more = {}) {
  /** @type {Snapshot} */
  const shapes = new Map();
  /** @type {[string, unknown][]} */
  const waiting = Object.entries({ globalThis, ...hidden(), ...more });
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [path, object] = next;
    if (!isObject(object) || shapes.has(object)) continue;
    const keys = Reflect.ownKeys(object);
    const members = new Map(
      keys.map((key) => [key, /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(object, key))]),
    );
    const prototype = Object.getPrototypeOf(object);
    shapes.set(object, { path, members, prototype, isExtensible: Object.isExtensible(object) });
    waiting.push([`${path}.[[Prototype]]`, prototype]);
    for (const [key, { value, get, set }] of members)
      for (const each of [value, get, set]) waiting.push([`${path}.${String(key)}`, each]);
  }
  return shapes;
}

/** Where two snapshots differ. @param {Snapshot} before @param {Snapshot} after @returns {string[]} */
export function differences(before, after) {
  return [...before].flatMap(([object, { path, members, prototype, isExtensible }]) => {
    const now = after.get(object);
    if (!now) return [];
    const found = [];
    if (now.prototype !== prototype) found.push(`${path} has another prototype`);
    if (now.isExtensible !== isExtensible) found.push(`${path} is ${now.isExtensible ? '' : 'no longer '}extensible`);
    for (const key of new Set([...members.keys(), ...now.members.keys()]))
      if (!isSame(members.get(key), now.members.get(key))) found.push(`${path}.${String(key)}`);
    return found;
  });
}

/** @param {PropertyDescriptor | undefined} one @param {PropertyDescriptor | undefined} other */
const isSame = (one, other) =>
  /** @type {const} */ (['value', 'get', 'set', 'writable', 'enumerable', 'configurable']).every((attribute) =>
    Object.is(one?.[attribute], other?.[attribute]),
  ) && Boolean(one) === Boolean(other);

/** @param {unknown} value @returns {value is object} */
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Counts who listens from now on, by target and event. @returns {() => string[]} */
export function countListeners() {
  /** @type {Map<EventTarget, Map<string, Set<unknown>>>} */
  const heard = new Map();
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  /** @param {EventTarget} target @param {string} type */
  const listenersOf = (target, type) => {
    const types = heard.get(target) ?? new Map();
    heard.set(target, types);
    types.set(type, types.get(type) ?? new Set());
    return types.get(type);
  };
  Object.assign(EventTarget.prototype, {
    /** @this {any} @param {any[]} args */
    addEventListener(...args) {
      const [type, listener, options] = args;
      const listeners = listenersOf(this ?? globalThis, type);
      listeners.add(listener);
      if (options?.signal)
        Reflect.apply(addEventListener, options.signal, ['abort', () => listeners.delete(listener), { once: true }]);
      return Reflect.apply(addEventListener, this, args);
    },
    /** @this {any} @param {any[]} args */
    removeEventListener(...args) {
      listenersOf(this ?? globalThis, args[0]).delete(args[1]);
      return Reflect.apply(removeEventListener, this, args);
    },
  });
  return () => {
    Object.assign(EventTarget.prototype, { addEventListener, removeEventListener });
    return [...heard].flatMap(([target, types]) =>
      [...types]
        .filter(([, listeners]) => listeners.size > 0)
        .map(([type, { size }]) => `${size} for ${type} of ${Object.prototype.toString.call(target)}`),
    );
  };
}
