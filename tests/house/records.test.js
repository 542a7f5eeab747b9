// The event log's format is written twice, for its writer and for its reader: the two say the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INDEX_KEY, INTERNED, OP, SHAPE, SIDE, STATUS, TYPE } from '../../js/log/records.js';
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
  test(`${name}: the same names and numbers`, () => assert.deepEqual(ours, enumerations[name]));
}

test('the bits of references and keys are the same', () => {
  const core = values(HEADER.replace(/enum class[^}]*\}/g, ''));
  assert.deepEqual({ INTERNED, INDEX_KEY }, { INTERNED: core.INTERNED, INDEX_KEY: core.INDEX_KEY });
});
