// Checking options while setting up: a wrong one gets an error that names it and says what is accepted.
import { ConfigurationError } from '../errors.js';

/** @typedef {(value: unknown) => boolean} Test */
/** What an option may be. @typedef {[accepts: string, test: Test]} Rule */
/** And what it is when it is not given. @typedef {Rule | [...Rule, fallback: unknown]} RuleOrDefault */

const isRecord = (/** @type {unknown} */ value) => typeof value === 'object' && value !== null && !Array.isArray(value);

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
/** @param {number} least @param {number} most @returns {Rule} */
export const between = (least, most) => [
  `a whole number from ${least} to ${most}`,
  (/** @type {any} */ value) => Number.isInteger(value) && value >= least && value <= most,
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
  names.map((name) => `'${name}'`).join(', '),
  (value) => names.includes(/** @type {string} */ (value)),
];

/**
 * Throws a ConfigurationError unless every option is known and of its rule. `undefined` counts as not given.
 * @param {string} owner for the message, such as `init()`
 * @param {unknown} options @param {Record<string, RuleOrDefault>} rules
 */
export function checkOptions(owner, options, rules) {
  if (!isRecord(options)) throw new ConfigurationError(`${owner} takes an object of options, not ${describe(options)}`);
  for (const [name, value] of Object.entries(/** @type {object} */ (options))) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule)
      throw new ConfigurationError(`${owner} has no option '${name}'; there is ${nearest(name, Object.keys(rules))}`);
    if (value !== undefined && !rule[1](value)) {
      throw new ConfigurationError(`${owner}: '${name}' must be ${rule[0]}, not ${describe(value)}`);
    }
  }
}

/**
 * The options, each of its rule, with what those are that were not given. Throws as `checkOptions` does.
 * @param {string} owner @param {unknown} options @param {Record<string, RuleOrDefault>} rules
 * @returns {any} with a member for each rule
 */
export function readOptions(owner, options, rules) {
  checkOptions(owner, options, rules);
  return Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, /** @type {any} */ (options)[name] ?? rule[2]]),
  );
}

/** @param {unknown} value @returns {string} */
export function describe(value) {
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  if (Array.isArray(value)) return value.length > 0 ? `a list with ${describe(value[0])}` : 'an empty list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** The names that begin like a misspelt one, else all. @param {string} name @param {string[]} known */
function nearest(name, known) {
  const alike = known.filter((other) => other.slice(0, 3).toLowerCase() === name.slice(0, 3).toLowerCase());
  return (alike.length > 0 ? alike : known).map((other) => `'${other}'`).join(', ');
}
