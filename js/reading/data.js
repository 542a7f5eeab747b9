// Reads the properties of objects without running accessors, which are the user's code.

/** Bounds the search: a proxy can return new prototypes endlessly. */
const MAX_PROTOTYPES = 100;
const getterOf = /** @type {any} */ (Object.prototype).__lookupGetter__;

/**
 * Whether a value is an object or a function.
 * @param {unknown} value @returns {value is object}
 */
export const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** The value of an own data property. Undefined if there is none. @param {unknown} object @param {PropertyKey} key @returns {any} */
export const own = (object, key) =>
  isObject(object) ? Object.getOwnPropertyDescriptor(object, key)?.value : undefined;

/** The object that has a property: `object` itself or the nearest of its prototypes. @param {unknown} object @param {PropertyKey} key @returns {object | null} */
export function holderOf(object, key) {
  let holder = isObject(object) && key in object ? object : null;
  for (let i = 0; holder && !Object.hasOwn(holder, key); i++)
    holder = i < MAX_PROTOTYPES ? Object.getPrototypeOf(holder) : null;
  return holder;
}

/** The descriptor of a property, own or inherited. @param {unknown} object @param {PropertyKey} key */
export function propertyOf(object, key) {
  const holder = holderOf(object, key);
  return holder ? Object.getOwnPropertyDescriptor(holder, key) : undefined;
}

/** The value of a data property, own or inherited. Undefined for an accessor. @param {unknown} object @param {PropertyKey} key @returns {any} */
export const dataOf = (object, key) => propertyOf(object, key)?.value;

/** Whether an object has a method, own or inherited, as a data property. @param {unknown} object @param {PropertyKey} name */
export const hasMethod = (object, name) => typeof dataOf(object, name) === 'function';

/** Whether an object is a plain record of any realm: it has at most one prototype. @param {object} object */
export function isRecord(object) {
  const prototype = Object.getPrototypeOf(object);
  return !prototype || !Object.getPrototypeOf(prototype);
}

/** Whether a value is an instance of a class. @param {unknown} value */
export const hasClass = (value) => isObject(value) && !Array.isArray(value) && !isRecord(value);

/** Whether reading a property, own or inherited, would run code. For list items, a descriptor would take three times as long. @param {any} object @param {PropertyKey} key @returns {boolean} */
export const hasGetter = (object, key) => getterOf.call(object, key) !== undefined;

/** The value of a list item or other property. Undefined for an accessor. @param {any} object @param {PropertyKey} key */
export const itemOf = (object, key) => (hasGetter(object, key) ? undefined : object[key]);

/** @param {PropertyDescriptor} found */
export const isAccessor = (found) => !('value' in found);

/** The text shown in place of an accessor's value. @param {PropertyDescriptor} found */
export const accessorName = ({ get, set }) => (get && set ? '[Getter/Setter]' : get ? '[Getter]' : '[Setter]');

/** The name of a function or class. @param {unknown} made @returns {string} empty if it has none */
export function nameOf(made) {
  const name = typeof made === 'function' ? own(made, 'name') : undefined;
  return typeof name === 'string' ? name : '';
}
