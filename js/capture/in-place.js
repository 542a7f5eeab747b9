// Objects that wrap a value, such as signals, or that refer to a whole application, such as components. What is read instead of them. They are recognized by
// their own data, so none of their code runs.
import { dataOf, isObject, own } from '../reading/data.js';
import { peek, readable } from '../reading/observed.js';
import { settledResult } from '../reading/settled.js';

/**
 * What is read instead of an object: another value, or the members of another object.
 * @typedef {{ value: unknown, members?: undefined } | { members: object }} InPlace
 */
/** @typedef {(object: any) => InPlace | undefined} Show */

/** @param {string} name @returns {Show} */
const named = (name) => () => ({ value: name });

/** @type {Show} */
const component = (object) => ({
  value: `[Component ${String(nameOfType(own(object, 'type') ?? dataOf(object, 'constructor')))}]`,
});

/** Elements of React and Preact, and vnodes of Vue. React marks contexts and similar objects in the same way. @type {Show} */
function element(object) {
  const type = own(object, 'type');
  if (type === undefined) return { value: own(object, '$$typeof') };
  const [key, props, children] = ['key', 'props', 'children'].map((key) => own(object, key) ?? undefined);
  return { members: { type: nameOfType(type), key, props, children } };
}

/** Refs, signals and similar objects. Some are a view of another object's member. @type {Show} */
function holder(object) {
  const members = readable(own(object, 'data_'));
  if (members instanceof Map || members instanceof Set) return { members };
  const source = own(object, '_raw') ?? own(object, '_object') ?? object;
  const key = own(object, '_key') ?? ['_rawValue', '_value', 'value_', 'v'].find((key) => Object.hasOwn(object, key));
  return key && { value: peek(source, key) };
}

/** Results of `typeof` for values that JSON can hold. */
const JSON_TYPES = ['string', 'number', 'boolean', 'object'];

/** Each of these records has at least so many members. Most data has fewer, so it is not examined. */
const MIN_MEMBERS = 5;

/**
 * Recognizes records by their first member and by a member with a value that JSON cannot hold, so that no data looks like them. Vue's vnodes have no such member.
 * @type {Map<string, [mark: string, show: Show]>}
 */
const RECORDS = new Map([
  ['$$typeof', ['$$typeof', element]],
  ['type', ['constructor', element]],
  ['__v_isVNode', ['', element]],
  ['uid', ['emit', component]],
  ['_uid', ['use', named('[App]')]],
  // Pinia.
  ['install', ['use', named('[Plugin]')]],
]);

/** Recognizes class instances of Vue, Preact's signals, MobX, React and Preact by a member. @type {[mark: string, show: Show][]} */
const INSTANCES = [
  ['__v_isRef', holder],
  ['brand', (object) => (typeof dataOf(object, 'brand') === 'symbol' ? holder(object) : undefined)],
  ['enhancer_', holder],
  ['dependenciesState_', holder],
  ['memoizedProps', named('[Fiber]')],
  ['_reactInternals', component],
  ['__P', component],
];

/**
 * Returns what is read instead of an object.
 * @param {object} object readable as it is @param {string[]} [keys] its own keys, if it is a plain record
 * @returns {InPlace | undefined}
 */
export function inPlace(object, keys) {
  if (keys) return keys.length < MIN_MEMBERS ? undefined : ofRecord(object, keys[0]);
  // Only thenables can have settled, and `in` is faster than a lookup.
  const settled = 'then' in object ? settledResult(object) : undefined;
  return settled ?? INSTANCES.find(([mark]) => mark in object)?.[1](object);
}

/** @param {object} object @param {string} first */
function ofRecord(object, first) {
  const [mark, show] = RECORDS.get(first) ?? [];
  const isOne = !mark || (Object.hasOwn(object, mark) && !JSON_TYPES.includes(typeof own(object, mark)));
  return isOne ? show?.(object) : undefined;
}

/** The tag or the name of a component, or React's mark of it. @param {unknown} type @returns {unknown} */
const nameOfType = (type) =>
  isObject(type)
    ? peek(type, 'displayName') ||
      peek(type, 'name') ||
      peek(type, '__name') ||
      nameOfType(peek(type, 'type') ?? peek(type, 'render')) ||
      own(type, '$$typeof')
    : type;
