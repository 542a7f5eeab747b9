// Objects that stand for a value, or hang their whole world onto one: what is read in their place. Recognised by own data, so that nothing of them runs.
import { dataOf, isObject, own } from '../reading/data.js';
import { peek, readable } from '../reading/observed.js';
import { settledResult } from '../reading/settled.js';

/**
 * A value as if it stood there, or members as if they were the object's.
 * @typedef {{ value: unknown, members?: undefined } | { members: object }} InPlace
 */
/** @typedef {(object: any) => InPlace | undefined} Show */

/** @param {string} name @returns {Show} */
const named = (name) => () => ({ value: name });

/** @type {Show} */
const component = (object) => ({
  value: `[Component ${String(nameOfType(own(object, 'type') ?? dataOf(object, 'constructor')))}]`,
});

/** Elements of React and Preact, vnodes of Vue; React marks contexts and the like in the same way. @type {Show} */
function element(object) {
  const type = own(object, 'type');
  if (type === undefined) return { value: own(object, '$$typeof') };
  const [key, props, children] = ['key', 'props', 'children'].map((key) => own(object, key) ?? undefined);
  return { members: { type: nameOfType(type), key, props, children } };
}

/** Refs, signals and the like, of which some are a view of another object's member. @type {Show} */
function holder(object) {
  const members = readable(own(object, 'data_'));
  if (members instanceof Map || members instanceof Set) return { members };
  const source = own(object, '_raw') ?? own(object, '_object') ?? object;
  const key = own(object, '_key') ?? ['_rawValue', '_value', 'value_', 'v'].find((key) => Object.hasOwn(object, key));
  return key && { value: peek(source, key) };
}

/** What `typeof` says of what JSON can hold. */
const JSON_TYPES = ['string', 'number', 'boolean', 'object'];

/** Members that any of these records has: most data has less, and asking costs. */
const MIN_MEMBERS = 5;

/**
 * Records, by their first member, and by one that is what JSON cannot hold, so that no data looks like them. Vue's vnodes have none.
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

/** Instances of classes, by a member: of Vue, Preact's signals, MobX, React, Preact. @type {[mark: string, show: Show][]} */
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
 * What is read in place of an object that can be read.
 * @param {object} object @param {string[]} [keys] its own where it is of no class
 * @returns {InPlace | undefined}
 */
export function inPlace(object, keys) {
  if (keys) return keys.length < MIN_MEMBERS ? undefined : ofRecord(object, keys[0]);
  // Only these can have settled, and asking is cheaper than looking.
  const settled = 'then' in object ? settledResult(object) : undefined;
  return settled ?? INSTANCES.find(([mark]) => mark in object)?.[1](object);
}

/** @param {object} object @param {string} first */
function ofRecord(object, first) {
  const [mark, show] = RECORDS.get(first) ?? [];
  const isOne = !mark || (Object.hasOwn(object, mark) && !JSON_TYPES.includes(typeof own(object, mark)));
  return isOne ? show?.(object) : undefined;
}

/** The tag, or the name of a component, or what React marks it with. @param {unknown} type @returns {unknown} */
const nameOfType = (type) =>
  isObject(type)
    ? peek(type, 'displayName') ||
      peek(type, 'name') ||
      peek(type, '__name') ||
      nameOfType(peek(type, 'type') ?? peek(type, 'render')) ||
      own(type, '$$typeof')
    : type;
