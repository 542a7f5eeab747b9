import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noteValue } from '../../../js/identity/note-value.js';
import { EventLog } from '../../../js/log/event-log.js';
import { objectId } from '../../../js/log/object-ids.js';
import { INDEX_KEY, INTERNED, NONE, OP, SHAPE, SIDE } from '../../../js/log/records.js';
import { noteSettled } from '../../../js/reading/settled.js';

const GENEROUS = { depth: 10, nodes: 1000 };

/** The nodes that a value is logged as: `[object id, ordinal of the parent, key]`. */
function nodesOf(value, limits = GENEROUS) {
  const log = new EventLog();
  noteValue(log, 7, SIDE.OUTPUT, SHAPE.WHOLE, NONE, value, limits);
  if (log.length === 0) return [];
  let prefix;
  let names;
  const words = [];
  log.take((taken) => {
    words.push(...taken.words);
    prefix = taken.prefix.length / 3;
    names = taken.strings.slice(0, prefix);
  });
  const [head, span, , count, ...rest] = words;
  assert.equal(head, OP.VALUE | (SIDE.OUTPUT << 8) | (SHAPE.WHOLE << 16));
  assert.equal(span, 7);
  assert.equal(rest.length, count * 4, 'the count fits the nodes');
  const keyOf = (key) => (key === NONE ? undefined : key & INTERNED ? names[key & ~INTERNED] : key & ~INDEX_KEY);
  return Array.from({ length: count }, (_, i) => {
    const [low, high, parent, key] = rest.slice(i * 4);
    return [low + high * 2 ** 32, parent === NONE ? undefined : parent, keyOf(key)];
  });
}

test('an object keeps its id, and no two share one', () => {
  const objects = Array.from({ length: 1000 }, () => ({}));
  const ids = objects.map(objectId);
  assert.equal(new Set(ids).size, 1000);
  assert.deepEqual(objects.map(objectId), ids);
});

test('logs members of objects, lists, maps and sets, outer ones first', () => {
  const [leaf, inMap, inSet] = [{}, {}, {}];
  const value = { list: [leaf, 1, 'x'], map: new Map([['k', inMap]]), set: new Set([inSet]), n: 1, nothing: null };
  assert.deepEqual(nodesOf(value), [
    [objectId(value), undefined, undefined],
    [objectId(value.list), 0, 'list'],
    [objectId(value.map), 0, 'map'],
    [objectId(value.set), 0, 'set'],
    [objectId(leaf), 1, 0],
    [objectId(inMap), 2, 'k'],
    [objectId(inSet), 3, 0],
  ]);
});

test('of a long list of numbers both ends are looked at, and objects there are met', () => {
  const doc = {};
  for (const at of [0, 30, 999]) {
    /** @type {unknown[]} */
    const list = new Array(1000).fill(0.5);
    assert.equal(nodesOf(list).length, 1);
    list[at] = doc;
    assert.deepEqual(nodesOf(list)[1], [objectId(doc), 0, at]);
  }
});

test('enters class instances and the results of settled promises', () => {
  class Reply {
    constructor(doc) {
      this.doc = doc;
    }
  }
  const doc = {};
  const reply = new Reply(doc);
  const promise = Promise.resolve(reply);
  noteSettled(promise, reply);
  assert.deepEqual(nodesOf(promise).slice(1), [
    [objectId(reply), 0, undefined],
    [objectId(doc), 1, 'doc'],
  ]);
});

test('an object met twice is logged where it was met first, and cycles end', () => {
  const twice = {};
  const value = { a: twice, b: { twice } };
  value.self = value;
  assert.deepEqual(nodesOf(value), [
    [objectId(value), undefined, undefined],
    [objectId(twice), 0, 'a'],
    [objectId(value.b), 0, 'b'],
  ]);
});

test('many objects in one value keep different ids', () => {
  const many = Array.from({ length: 200 }, () => ({}));
  assert.equal(nodesOf([...many, ...many]).length, 201);
});

test('depth and nodes are bounds', () => {
  const chain = { a: { b: { c: {} } } };
  assert.equal(nodesOf(chain, { depth: 0, nodes: 100 }).length, 1);
  assert.equal(nodesOf(chain, { depth: 2, nodes: 100 }).length, 3);
  assert.equal(
    nodesOf(
      Array.from({ length: 100 }, () => ({})),
      { depth: 5, nodes: 10 },
    ).length,
    10,
  );
});

test('a long list is searched at both ends', () => {
  const [first, last] = [{}, {}];
  const list = Array.from({ length: 100_000 }, (_, i) => i);
  list[0] = first;
  list[list.length - 1] = last;
  assert.deepEqual(nodesOf(list).slice(1), [
    [objectId(first), 0, 0],
    [objectId(last), 0, list.length - 1],
  ]);
});

test('what `ignore` names is left out, with what is in it', () => {
  const client = { agent: {} };
  const value = { client, doc: {} };
  const limits = { ...GENEROUS, ignore: (item) => item === client };
  assert.deepEqual(
    nodesOf(value, limits).map(([id]) => id),
    [value, value.doc].map(objectId),
  );
  assert.deepEqual(nodesOf(client, limits), []);
});

test('proxies that throw cost what is behind them, no more', () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const value = { seen: {}, proxy };
  assert.equal(nodesOf(value).length, 3);
  assert.equal(nodesOf(proxy).length, 1);
});
