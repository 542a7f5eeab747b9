// Reads the options of a command.
import { parseArgs } from 'node:util';
import { nearest } from './nearest.js';

/** @typedef {Record<string, { type: 'string' | 'boolean', short?: string }>} Options */

/** The command was called in a wrong way: the message says what to do instead. */
export class UsageError extends Error {
  name = 'UsageError';
}

/** @param {string[]} args those after the command @param {Options} options @returns {{ given: Record<string, any>, positionals: string[] }} */
export function readOptions(args, options) {
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true });
  /** @type {Record<string, any>} */
  const given = {};
  const positionals = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind === 'option') given[token.name] = readOption(token, options);
  }
  return { given, positionals };
}

/** @param {{ name: string, rawName: string, value?: string }} token @param {Options} options */
function readOption({ name, rawName, value }, options) {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (!option) throw new UsageError(unknown(rawName, options));
  if (option.type === 'boolean') {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value`);
    return true;
  }
  if (value === undefined || value === '' || (value.startsWith('-') && value !== '-'))
    throw new UsageError(`${rawName} needs a value`);
  return value;
}

/** @param {string} rawName @param {Options} options */
function unknown(rawName, options) {
  const meant = nearest(rawName.replace(/^-+/, ''), Object.keys(options));
  return `there is no option ${rawName}${meant ? `; did you mean --${meant}?` : ''}`;
}

/** @param {Record<string, any>} given @param {string} name @param {number} min @param {number} max */
export function numberOf(given, name, min, max) {
  const value = given[name];
  if (value === undefined) return undefined;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new UsageError(`--${name} takes a whole number from ${min} to ${max}, not "${value}"`);
}
