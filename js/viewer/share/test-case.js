import { valueOfSide } from './value.js';

/**
 * A program of node:test that calls a function with the recorded input, and expects the recorded output. It imports nothing
 * of this package: its reader puts the function in.
 * @param {import('../model.js').SpanDetail} detail
 * @param {string} name
 */
export function testCase(detail, name) {
  const input = valueOfSide(detail, 'input');
  const [error] = detail.errors;
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';

// Recorded in span ${detail.spanId} of trace ${detail.traceId}.
const input = ${literal(input)};
${error ? `const error = ${literal({ name: error.type, message: error.message })};` : `const output = ${literal(valueOfSide(detail, 'output'))};`}

/** Call the function under test here. */
const run = async (input) => {
  throw new Error('Call the function under test here');
};

test(${literal(name)}, async () => {
  ${error ? 'await assert.rejects(run(input), error);' : 'assert.deepEqual(await run(input), output);'}
});
`;
}

/** JSON is JavaScript, but for two line separators that older readers take for ends of lines. @param {unknown} value */
const literal = (value) =>
  value === undefined
    ? 'undefined'
    : JSON.stringify(value, null, 2).replace(/[\u2028\u2029]/g, (end) => (end === '\u2028' ? '\\u2028' : '\\u2029'));
