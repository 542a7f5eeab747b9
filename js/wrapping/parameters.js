// How many arguments a function can read.
import { dataOf } from '../reading/data.js';

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/.*/g;
/** Neither a computed name, which may be anything, nor a list with texts in it. */
const SIGNATURE = /^[^([=]*(?:\(((?:[^()"'`/]|\([^()"'`/]*\))*)\)\s*(?:=>)?|=>)/;
/** What takes an argument apart. */
const PATTERN = /[[{][^[\]{}]*[\]}]/;
const MAX_PARAMETERS = 255;

/**
 * The number of its parameters, where there can be no more: none has a default, none takes the rest, and `arguments` is not read. What a framework
 * adds to a call, such as the conversation or its settings, stands behind them, and is no evidence but as a whole. The first argument is what a function is asked, whether it looks or not.
 * @param {Function} fn @returns {number} 0 where that is not known
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
