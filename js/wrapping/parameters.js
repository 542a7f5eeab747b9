// Counts the arguments that a function can read.
import { dataOf } from '../reading/data.js';

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/.*/g;
/** The parameter list. It matches neither computed names, which may contain anything, nor lists with strings in them. */
const SIGNATURE = /^[^([=]*(?:\(((?:[^()"'`/]|\([^()"'`/]*\))*)\)\s*(?:=>)?|=>)/;
/** A destructuring pattern. */
const PATTERN = /[[{][^[\]{}]*[\]}]/;
const MAX_PARAMETERS = 255;

/**
 * Returns the number of parameters, if the function can read no other arguments: no parameter has a default, none is a rest parameter, and `arguments` is
 * not used. Frameworks pass more arguments, such as the conversation or settings. These count as evidence only as a whole. The first argument always counts:
 * it is the request, whether the function reads it or not.
 * @param {Function} fn @returns {number} 0 if unknown
 */
export function parametersOf(fn) {
  const source = Function.prototype.toString.call(fn).replace(COMMENT, '');
  const signature = SIGNATURE.exec(source);
  let list = signature?.[1] ?? '';
  while (PATTERN.test(list)) list = list.replace(PATTERN, '');
  const isKnown =
    signature && !/[=.(]/.test(list) && (signature[0].endsWith('=>') || !/\barguments\b|\[native code\]/.test(source));
  return isKnown ? Math.min(Math.max(Number(dataOf(fn, 'length')) || 0, 1), MAX_PARAMETERS) : 0;
}
