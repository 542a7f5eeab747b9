// Checking options while setting up: a wrong one gets an error that names it and says what is accepted.
import { ConfigurationError } from './errors.js';

/** @typedef {(value: unknown) => boolean} Test */
/** What an option may be. @typedef {[accepts: string, test: Test]} Rule */
/** And what it is when it is not given. @typedef {Rule | [...Rule, fallback: unknown]} RuleOrDefault */

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
  names.map((name) => `'${name}'`).join(' or '),
  (value) => names.includes(/** @type {string} */ (value)),
];

/**
 * The options that are known and of their rule, each read once. `undefined` counts as not given. What is wrong with one is told, and it is left out.
 * @param {string} owner for the message, such as `init()`
 * @param {unknown} given @param {Record<string, RuleOrDefault>} rules
 * @param {(error: ConfigurationError, name?: string) => void} onWrong with the name of the option, unless all of them are wrong
 * @param {(value: unknown) => unknown} [see] gives what is looked at in place of a value
 * @returns {any}
 */
export function pickOptions(owner, given, rules, onWrong, see = same) {
  const options = see(given);
  /** @type {Record<string, unknown>} */
  const good = {};
  const names = attempt(() => (isRecord(options) ? namesOf(/** @type {object} */ (options), rules) : undefined));
  if (!names.value)
    onWrong(new ConfigurationError(`${owner} takes an object of options, not ${describe(options, see)}`, names));
  for (const name of names.value ?? []) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    const { value, cause } = attempt(() => /** @type {any} */ (options)[name]);
    if (rule && !cause && value === undefined) continue;
    if (rule && !cause && attempt(() => rule[1](see(value))).value) good[name] = value;
    else {
      const problem = cause ? 'cannot be read' : `must be ${rule?.[0]}, not ${describe(value, see)}`;
      const known = `; there is ${nearest(name, Object.keys(rules))}`;
      const text = rule ? `: '${name}' ${problem}` : ` has no option '${name}'${known}`;
      onWrong(new ConfigurationError(owner + text, { cause }), name);
    }
  }
  return good;
}

/** Its own keys, and known options that it inherits, such as getters of a class. @param {object} options @param {object} rules */
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

/** Like pickOptions, but throws at the first wrong option. @param {string} owner @param {unknown} options @param {Record<string, RuleOrDefault>} rules @returns {any} */
export const checkOptions = (owner, options, rules) =>
  pickOptions(owner, options, rules, (error) => {
    throw error;
  });

/**
 * Like checkOptions, with defaults for options that were not given.
 * @param {string} owner @param {unknown} options @param {Record<string, RuleOrDefault>} rules
 * @returns {any} with a member for each rule
 */
export function readOptions(owner, options, rules) {
  const given = checkOptions(owner, options, rules);
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, given[name] ?? rule[2]]));
}

/** Most lists are to be of strings. @param {unknown} item */
const isOdd = (item) => typeof item !== 'string';

/** @param {unknown} given @param {(value: unknown) => unknown} [see] gives what is looked at in its place @returns {string} */
export function describe(given, see = same) {
  const value = see(given);
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  const list = attempt(
    () =>
      Array.isArray(value) &&
      (value.length > 0 ? `a list with ${describe(value.find(isOdd) ?? value[0], see)}` : 'an empty list'),
  );
  return list.value || (typeof value === 'object' ? 'an object' : `a ${typeof value}`);
}

/** The names that begin like a misspelt one, else all. @param {string} name @param {string[]} known */
function nearest(name, known) {
  const alike = known.filter((other) => other.slice(0, 3).toLowerCase() === name.slice(0, 3).toLowerCase());
  return (alike.length > 0 ? alike : known).map((other) => `'${other}'`).join(', ');
}
