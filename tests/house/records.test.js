// The event log's format is written twice, for its writer and for its reader: the two say the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KINDS } from '../../js/base/kinds.js';
import {
  ARGUMENTS,
  CONTENT,
  INDEX_KEY,
  INTERNED,
  OP,
  PRIVACY,
  SHAPE,
  SIDE,
  START,
  STATUS,
  TYPE,
} from '../../js/log/records.js';
import { text } from './files.js';

const HEADER = text('src/log/records.h');

/** kSomeName -> SOME_NAME */
const constantCase = (name) =>
  name
    .slice(1)
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toUpperCase();

const values = (body) =>
  Object.fromEntries(
    [...body.matchAll(/\b(k\w+) = (\w+)[,;]/g)].map(([, name, value]) => [constantCase(name), Number(value)]),
  );

const enumerations = Object.fromEntries(
  [...HEADER.matchAll(/enum class (\w+)[^{]*\{([^}]*)\}/g)].map(([, name, body]) => [name, values(body)]),
);

const SHARED = { Op: OP, Side: SIDE, Shape: SHAPE, Type: TYPE, StatusCode: STATUS };

for (const [name, ours] of Object.entries(SHARED)) {
  test(`${name}: the same names and numbers`, () => assert.deepEqual({ ...ours }, enumerations[name]));
}

test('the steps are the kinds, in their order', () => {
  assert.deepEqual(
    Object.keys(KINDS).map((kind, i) => [kind.toUpperCase(), i]),
    Object.entries(enumerations.StepKind),
  );
});

const constants = values(HEADER.replace(/enum class[^}]*\}/g, ''));

test('the bits of references and keys are the same', () => {
  assert.deepEqual({ INTERNED, INDEX_KEY }, { INTERNED: constants.INTERNED, INDEX_KEY: constants.INDEX_KEY });
});

test('the bits of privacy are the same', () => {
  assert.deepEqual({ ...PRIVACY }, { INPUT: constants.PRIVATE_INPUT, OUTPUT: constants.PRIVATE_OUTPUT });
});

test('the other bits of a start are the same', () => {
  const { REMOTE_PARENT, RANDOM_TRACE, STAND_IN, CARRIER } = constants;
  assert.deepEqual({ ...START }, { REMOTE_PARENT, RANDOM_TRACE, STAND_IN, CARRIER });
});

test('the bits and roots of content are the same', () => {
  const { CONTENT_JSON, CONTENT_LINKED, CONTENT_LOCAL, CONTENT_ARGUMENTS } = constants;
  assert.deepEqual({ ...CONTENT }, { JSON: CONTENT_JSON, LINKED: CONTENT_LINKED, LOCAL: CONTENT_LOCAL });
  assert.equal(ARGUMENTS, CONTENT_ARGUMENTS);
});
