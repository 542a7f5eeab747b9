// What is known of a thrown or rejected value, whatever it is. Reading it must not throw.
import { brandOf } from '../capture/plain.js';

/** @typedef {{ type: string, message: string, stack?: string }} Failure */

const MAX_TYPE = 256;
const MAX_MESSAGE = 4096;
const MAX_STACK = 16_384;

/**
 * Data of the value passes the mask and is cut afterwards; names of classes are code.
 * @param {unknown} thrown @param {(text: string) => string | undefined} [mask] must not throw
 * @returns {Failure}
 */
export function describeFailure(thrown, mask = (text) => text) {
  /** @param {unknown} value @param {number} length */
  const data = (value, length) =>
    typeof value === 'string' && value !== '' ? mask(value)?.slice(0, length) : undefined;
  try {
    if (thrown === null || typeof thrown !== 'object')
      return { type: typeof thrown, message: data(String(thrown), MAX_MESSAGE) ?? '' };
    const { message, stack } = /** @type {any} */ (thrown);
    return {
      type: typeOf(thrown, data),
      message: data(message, MAX_MESSAGE) ?? '',
      stack: data(stack, MAX_STACK),
    };
  } catch {
    return { type: 'Error', message: '' };
  }
}

/**
 * Only an error's `name` is its type. A name that does not come from its class is data, which passes the mask.
 * @param {any} thrown @param {(value: unknown, length: number) => string | undefined} data
 */
function typeOf(thrown, data) {
  // Errors of other realms are recognised by their brand, which Symbol.toStringTag can fake.
  const isError = thrown instanceof Error || (brandOf(thrown) === 'Error' && !(Symbol.toStringTag in thrown));
  if (!isError) return className(Object.getPrototypeOf(thrown)) ?? 'object';
  let holder = Object.getPrototypeOf(thrown);
  if (Object.hasOwn(thrown, 'name')) holder = null;
  while (holder && !Object.hasOwn(holder, 'name')) holder = Object.getPrototypeOf(holder);
  const name = holder && Object.getOwnPropertyDescriptor(holder, 'name')?.value;
  return (name && name === className(holder) ? name : data(thrown.name, MAX_TYPE)) ?? 'Error';
}

/** The name of the class that has this prototype. @param {any} prototype @returns {string | undefined} */
function className(prototype) {
  const made = prototype?.constructor;
  return typeof made === 'function' && typeof made.name === 'string' ? made.name.slice(0, MAX_TYPE) : undefined;
}

/**
 * The attributes that say so: `error.type` of the general conventions, `exception.*` as OpenTelemetry and OpenInference have them.
 * @param {Failure} failure @returns {Record<string, unknown>}
 */
export const failureAttributes = ({ type, message, stack }) => ({
  'exception.type': type,
  'exception.message': message,
  'exception.stacktrace': stack,
});
