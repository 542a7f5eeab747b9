// Checks options during setup. The error for an invalid option names it and what it accepts.
import { ConfigurationError } from './errors.js';

/** @typedef {(value: unknown) => boolean} Test */
/** What an option accepts, in words and as a test. @typedef {[accepts: string, test: Test]} Rule */
/** A rule, with a default if there is one. @typedef {Rule | [...Rule, fallback: unknown]} RuleOrDefault */

const isRecord = (/** @type {unknown} */ value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map);

const same = (/** @type {unknown} */ value) => value;

/** @type {Rule} */
export const STRING = ['a string', (value) => typeof value === 'string'];
/** @type {Rule} */
export const BOOLEAN = ['true or false', (value) => typeof value === 'boolean'];
/** @type {Rule} */
export const FUNCTION = ['a function', (value) => typeof value === 'function'];
/** @type {Rule} */
export const RECORD = ['an object', isRecord];
/** @type {Rule} */
export const POSITIVE = ['a number above 0', (value) => typeof value === 'number' && value > 0];
/** @type {Rule} */
export const COUNT = ['a whole number, 0 or more', (/** @type {any} */ value) => Number.isInteger(value) && value >= 0];
/** @type {Rule} */
export const WHOLE = [
  'a whole number above 0, or Infinity',
  (/** @type {any} */ value) => value === Infinity || (Number.isInteger(value) && value > 0),
];
/** @param {number} min @param {number} max @returns {Rule} */
export const between = (min, max) => [
  `a whole number from ${min} to ${max}`,
  (/** @type {any} */ value) => Number.isInteger(value) && value >= min && value <= max,
];
/** @type {Rule} */
export const ANYTHING = ['anything', () => true];
/** @type {Rule} */
export const STRINGS = [
  'a list of strings',
  (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
];

/** @param {Rule[]} rules @returns {Rule} */
export const either = (...rules) => [
  rules.map(([accepts]) => accepts).join(' or '),
  (value) => rules.some(([, test]) => test(value)),
];

/** @param {string[]} names @returns {Rule} */
export const oneOf = (...names) => [
  names.map((name) => `'${name}'`).join(' or '),
  (value) => names.includes(/** @type {string} */ (value)),
];

/**
 * Picks the valid options. Reads each one once. `undefined` counts as not given. Reports an invalid option, and leaves it out.
 * @param {string} owner for the message, such as `init()`
 * @param {unknown} given @param {Record<string, RuleOrDefault>} rules
 * @param {(error: ConfigurationError, name?: string) => void} onWrong gets the name of the option, unless `given` is no object of options
 * @param {(value: unknown) => unknown} [see] returns what is checked in place of a value
 * @param {boolean} [isShown] whether reports show wrong values, and not only their types: none of them may be content
 * @returns {any}
 */
export function pickOptions(owner, given, rules, onWrong, see = same, isShown = false) {
  const options = see(given);
  /** @param {string} problem @param {any} [cause] @param {string} [name] */
  const report = (problem, cause, name) => onWrong(new ConfigurationError(owner + problem, cause && { cause }), name);
  /** @type {Record<string, unknown>} */
  const good = {};
  const names = attempt(() => (isRecord(options) ? namesOf(/** @type {object} */ (options), rules) : undefined));
  if (!names.value) report(` takes an object of options, not ${describe(options, see, isShown)}`, names.cause);
  for (const name of names.value ?? []) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    const { value, cause } = attempt(() => /** @type {any} */ (options)[name]);
    if (!rule) report(` has no option '${name}'; there is ${nearest(name, Object.keys(rules))}`, cause, name);
    else if (cause) report(`: '${name}' cannot be read`, cause, name);
    else if (value === undefined) continue;
    else if (attempt(() => rule[1](see(value))).value) good[name] = value;
    else report(`: '${name}' must be ${rule[0]}, not ${describe(value, see, isShown)}`, undefined, name);
  }
  return good;
}

/** Its own keys, and the known options that it inherits, such as getters of a class. @param {object} options @param {object} rules */
const namesOf = (options, rules) => [
  ...new Set([...Object.keys(options), ...Object.keys(rules).filter((name) => name in options)]),
];

/** @template T @param {() => T} read @returns {{ value?: T, cause?: unknown }} */
function attempt(read) {
  try {
    return { value: read() };
  } catch (cause) {
    return { cause: cause ?? new Error('unknown') };
  }
}

/** Like pickOptions, but throws for the first invalid option. @param {string} owner @param {unknown} options @param {Record<string, RuleOrDefault>} rules @returns {any} */
export const checkOptions = (owner, options, rules) =>
  pickOptions(
    owner,
    options,
    rules,
    (error) => {
      throw error;
    },
    same,
    true,
  );

/**
 * Like checkOptions, but adds defaults.
 * @param {string} owner @param {unknown} options @param {Record<string, RuleOrDefault>} rules
 * @returns {any} with a member for each rule
 */
export function readOptions(owner, options, rules) {
  const given = checkOptions(owner, options, rules);
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, given[name] ?? rule[2]]));
}

/** The item that is most likely wrong, as most lists have strings. @param {unknown} item */
const isOdd = (item) => typeof item !== 'string';

/** Describes a value for an error message. @param {unknown} given @param {(value: unknown) => unknown} [see] returns what is described in its place @param {boolean} [isShown] whether more than its type is shown @returns {string} */
export function describe(given, see = same, isShown = true) {
  const value = see(given);
  if (value === null || value === undefined || (isShown && (typeof value === 'number' || typeof value === 'boolean')))
    return String(value);
  if (isShown && typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  const list = attempt(
    () =>
      Array.isArray(value) &&
      (value.length > 0 ? `a list with ${describe(value.find(isOdd) ?? value[0], see, isShown)}` : 'an empty list'),
  );
  return list.value || (typeof value === 'object' ? 'an object' : `a ${typeof value}`);
}

/** Lists the names that begin like a misspelt one, else all names. @param {string} name @param {string[]} known */
function nearest(name, known) {
  const alike = known.filter((other) => other.slice(0, 3).toLowerCase() === name.slice(0, 3).toLowerCase());
  return (alike.length > 0 ? alike : known).map((other) => `'${other}'`).join(', ');
}
