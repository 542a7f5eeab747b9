// Adds, subtracts, multiplies and divides what a text says, without `eval`.

const NUMBER = String.raw`\d+(?:\.\d+)?`;
const TERM = new RegExp(`${NUMBER}|[-+*/()]`, 'g');
const IN_TEXT = new RegExp(String.raw`\(*${NUMBER}(?:\s*[-+*/]\s*\(*${NUMBER}\)*)+`);

/** The first calculation that a text contains. @param {string} text @returns {string | undefined} */
export const calculationIn = (text) => IN_TEXT.exec(text)?.[0];

/** @param {string} expression @returns {number} @throws {TypeError} it is none */
export function calculate(expression) {
  const terms = expression.match(TERM) ?? [];
  if (terms.join('') !== expression.replace(/\s+/g, ''))
    throw new TypeError(`Expected numbers and + - * / ( ), got '${expression}'`);
  const result = sum(terms);
  if (terms.length > 0) throw new TypeError(`'${expression}' does not end where it should`);
  return result;
}

function sum(terms) {
  let result = product(terms);
  while (terms[0] === '+' || terms[0] === '-')
    result = terms.shift() === '+' ? result + product(terms) : result - product(terms);
  return result;
}

function product(terms) {
  let result = factor(terms);
  while (terms[0] === '*' || terms[0] === '/')
    result = terms.shift() === '*' ? result * factor(terms) : result / factor(terms);
  return result;
}

function factor(terms) {
  const term = terms.shift();
  if (term === '-') return -factor(terms);
  if (term !== '(') {
    if (!/^\d/.test(term ?? '')) throw new TypeError(`Expected a number, got '${term ?? 'the end'}'`);
    return Number(term);
  }
  const result = sum(terms);
  if (terms.shift() !== ')') throw new TypeError('A bracket is not closed');
  return result;
}
