// Makes `workflow`, `agent` and the other functions, one per kind. Each is a wrapper, a decorator, and a factory of decorators with options.

import { describe } from '../base/check.js';
import { DecoratorError } from '../base/errors.js';
import { readSpanOptions } from '../options/span-options.js';
import { wrap } from '../wrapping/wrap.js';

/** @typedef {import('../index.js').Kind} Kind */
/** @typedef {import('../index.js').SpanOptions} SpanOptions */
/** @typedef {import('../wrapping/wrap.js').TracerRef} TracerRef */

/**
 * Makes the function of a kind: `kind(fn, options?)`, `kind(options)` and `@kind`. It supports standard (TC39) and legacy TypeScript decorators.
 * @param {TracerRef} ref @param {Kind} kind
 */
export function kindFunction(ref, kind) {
  /** @param {any[]} given */
  const apply = (...given) => {
    const [first, second] = given;
    if (isMember(second)) return decorate(ref, kind, {}, given);
    if (typeof first === 'function') return wrap(ref, kind, first, checked(kind, second));
    if (given.length > 1 || (given.length === 1 && !isOptions(first))) {
      throw new DecoratorError(`${kind}() takes a function or an object of options, not ${describe(first)}`);
    }
    const options = checked(kind, first);
    return (/** @type {any[]} */ ...target) => decorate(ref, kind, options, target);
  };
  Object.defineProperty(apply, 'name', { value: kind });
  return /** @type {any} */ (apply);
}

/** @param {Kind} kind @param {SpanOptions | undefined} options @returns {SpanOptions} */
const checked = (kind, options = {}) => readSpanOptions(kind, options);

/** Whether a value is meant as options. `undefined` is probably a misspelled name, and a promise a forgotten `await`. @param {any} value */
const isOptions = (value) => typeof value === 'object' && value !== null && typeof value.then !== 'function';

/** Whether a value is a decorator's second argument. @param {any} value @returns {value is string | symbol | DecoratorContext} */
const isMember = (value) =>
  typeof value === 'string' || typeof value === 'symbol' || typeof value?.addInitializer === 'function';

/**
 * @param {TracerRef} ref @param {Kind} kind @param {SpanOptions} options
 * @param {any[]} given a method and its context; or a target, a key and a property descriptor; or a function
 */
function decorate(ref, kind, options, [target, member, descriptor]) {
  if (!isMember(member)) return wrap(ref, kind, target, options);
  if (typeof member === 'object') {
    if (member.kind !== 'method') throw misplaced(kind, member.kind, member.name);
    return wrap(ref, kind, target, { name: String(member.name), ...options });
  }
  if (typeof descriptor?.value !== 'function') {
    const place =
      descriptor?.get || descriptor?.set ? 'accessor' : typeof descriptor === 'number' ? 'parameter' : 'field';
    throw misplaced(kind, place, member);
  }
  const name = typeof member === 'symbol' ? (member.description ?? kind) : member;
  return { ...descriptor, value: wrap(ref, kind, descriptor.value, { name, ...options }) };
}

/** @param {Kind} kind @param {string} place @param {string | symbol | undefined} name */
function misplaced(kind, place, name) {
  const advice =
    place === 'class'
      ? 'decorate its methods instead'
      : `wrap the function instead: ${String(name)} = ${kind}(function)`;
  return new DecoratorError(`@${kind} cannot decorate the ${place} ${String(name)}: ${advice}`);
}
