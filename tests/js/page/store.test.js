// The rules of a page's store, tested with random input: owners, limits, and invalid values.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Budget } from '../../../js/page/budget.js';
import { classify } from '../../../js/page/classify.js';
import { isOwnValue } from '../../../js/page/own-values.js';
import { Eras, refusal, stamp } from '../../../js/page/owner-stamp.js';
import { partitionOf } from '../../../js/page/partition.js';
import { leftOf, Pause } from '../../../js/page/pause.js';
import { isRecord, lossOf } from '../../../js/page/records.js';
import { storeId } from '../../../js/page/store-id.js';
import { surplus } from '../../../js/page/surplus.js';
import { Choices } from '../support/choices.js';
import { until } from '../support/fake-page.js';
import { setUpTabs, turns } from '../support/tabs.js';

/** @typedef {import('../../../js/page/records.js').Key} Key */

const ROUNDS = 500;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const URL_OF = new URL('https://collector.example/v1/traces?key=secret');

/** @param {(choices: Choices, round: number) => void} play */
const rounds = (play) => {
  for (let round = 0; round < ROUNDS; round++) play(Choices.random(round), round);
};

test('owners of one destination never share a partition by accident', () => {
  const ids = Array.from({ length: 100_000 }, (_, i) => storeId(URL_OF, 'protobuf', `user-${i}`).split(' ')[1]);
  assert.equal(new Set(ids).size, ids.length);
  // Each half is as good as chance, where one pair is to be expected.
  for (const half of [ids.map((id) => id.slice(0, 8)), ids.map((id) => id.slice(8))])
    assert.ok(ids.length - new Set(half).size < 12);
  assert.ok(ids.every((id) => /^[0-9a-f]{16}$/.test(id)));
});

test('the partition follows the current owner, and is undefined if the owner is unknown', () => {
  /** @type {any} */
  let user = 'ann';
  const partition = partitionOf(URL_OF, 'json', undefined, () => {
    if (user instanceof Error) throw user;
    return user;
  });
  const ann = partition();
  assert.equal(ann, partitionOf(URL_OF, 'json', new Headers({ 'x-other': '1' }), 'ann')());
  for (const nobody of [undefined, null, 7, {}, new Error('no')]) {
    user = nobody;
    assert.equal(partition(), undefined);
  }
  user = 'ben';
  assert.notEqual(partition(), ann);
  user = '';
  assert.equal(typeof partition(), 'string');
  user = 'ann';
  assert.equal(partition(), ann);
  assert.equal(partitionOf(URL_OF, 'json', undefined, undefined)(), undefined);
  assert.notEqual(
    partitionOf(URL_OF, 'json', new Headers({ a: '1' }), undefined)(),
    partitionOf(URL_OF, 'json', new Headers({ a: '2' }), undefined)(),
  );
});

test('a batch is sent only if each of its parts may be sent', () => {
  const part = () => ({ body: new Uint8Array(1), spanCount: 1, contentType: '' });
  const [anns, bens, nobodys, unknown] = [part(), part(), part(), part()];
  const eras = new Eras();
  const era = eras.now;
  stamp(anns, { partition: 'ann', era });
  stamp(bens, { partition: 'ben', era: new Eras().now });
  stamp(nobodys, { partition: undefined, era });
  const batch = (/** @type {any[]} */ ...parts) => ({ ...part(), parts });
  assert.equal(refusal(anns, 'ann'), undefined);
  assert.equal(refusal(anns, 'ben'), 'other_owner');
  assert.equal(refusal(anns, undefined), 'other_owner');
  assert.equal(refusal(nobodys, undefined), undefined);
  assert.equal(refusal(nobodys, 'ann'), 'other_owner');
  assert.equal(refusal(unknown, 'ann'), undefined);
  assert.equal(refusal(batch(anns, unknown), 'ann'), undefined);
  assert.equal(refusal(batch(anns, bens), 'ann'), 'other_owner');
  eras.end();
  assert.equal(refusal(batch(bens, anns), 'ben'), 'store_cleared');
  assert.equal(refusal(bens, 'ben'), undefined);
});

test('no clock makes a pause last longer than an hour, or start in the future', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1e12 });
  const now = Date.now();
  rounds((choices) => {
    const near = () => now + choices.int(4 * HOUR) - 2 * HOUR;
    const [at, to] = [near(), near()];
    const left = leftOf({ at, until: to });
    const isPossible = at <= now + MINUTE && to <= at + HOUR;
    assert.equal(left, isPossible && to > now ? to - now : 0);
  });
  const odd = [undefined, null, 1e15, 'until', {}, { at: 'x' }, { at: now }, { at: now, until: 'x' }];
  assert.deepEqual(
    odd.map(leftOf),
    odd.map(() => 0),
  );
  const pause = new Pause();
  assert.equal(pause.request(Number.POSITIVE_INFINITY)?.until, now + HOUR);
  assert.equal(pause.request(now + MINUTE), undefined);
  assert.equal(pause.left, HOUR);
  t.mock.timers.setTime(now - 2 * MINUTE);
  assert.equal(pause.left, 0);
});

const PARTITIONS = ['a', 'b', 'c'];
/** @param {Choices} choices @returns {Key} */
const anyKey = (choices, now = 1e12, spread = 2 * HOUR) => {
  const spans = 1 + choices.int(5);
  const at = now - choices.int(spread);
  return [
    PARTITIONS[choices.int(3)],
    at,
    `v${choices.int(2)}`,
    choices.int(1e6),
    spans,
    spans + choices.int(50),
    't',
    'e',
  ];
};
const sum = (/** @type {Key[]} */ keys, /** @type {4 | 5} */ member) => keys.reduce((all, key) => all + key[member], 0);

test('the budget is what the store holds, however counts and changes overlap', async () => {
  for (let seed = 0; seed < 200; seed++) {
    const choices = Choices.random(seed);
    const budget = new Budget();
    /** @type {Key[]} what is in the store, as IndexedDB orders it: a change that is asked for later is seen later */
    let held = [];
    /** @type {(() => void)[]} */
    const answers = [];
    for (let step = 0; step < 30; step++) {
      const what = choices.int(4);
      if (what === 0 && held.length > 0) {
        const [key] = held.splice(choices.int(held.length), 1);
        budget.add(key, -1);
      } else if (what === 1) {
        const seen = [...held];
        budget.count(() => new Promise((resolve) => answers.push(() => resolve(seen))));
      } else if (what === 2) answers.splice(choices.int(answers.length + 1), 1)[0]?.();
      else {
        const key = anyKey(choices);
        held = [...held, key];
        budget.add(key);
      }
      await undefined;
    }
    for (const answer of answers) answer();
    await new Promise((resolve) => setImmediate(resolve));
    const [spans, bytes] = [sum(held, 4), sum(held, 5)];
    const limits = { maxSpans: spans + 1, maxBytes: bytes + 1, maxAge: 1 };
    assert.deepEqual(
      [budget.hasRoom(1, 1, limits), budget.hasRoom(2, 1, limits), budget.hasRoom(1, 2, limits)],
      [true, false, false],
      `seed ${seed}`,
    );
  }
});

test('for lack of room the oldest records go, those of other partitions first', () => {
  rounds((choices) => {
    const all = Array.from({ length: choices.int(20) }, () => anyKey(choices));
    const left = all.filter(() => choices.int(3) > 0);
    const limits = { maxSpans: 1 + choices.int(60), maxBytes: 1 + choices.int(600), maxAge: 1 };
    const partitions = new Map(PARTITIONS.slice(0, 1 + choices.int(3)).map((partition) => [partition, { limits }]));
    const short = choices.int(2) ? limits : undefined;
    const gone = surplus(all, left, partitions, short);
    assert.ok(gone.every((key) => left.includes(key)));
    const stays = all.filter((key) => !gone.includes(key));
    const isOver = (/** @type {Key[]} */ keys, share = 1) =>
      sum(keys, 4) > limits.maxSpans * share || sum(keys, 5) > limits.maxBytes * share;
    const others = (/** @type {Key[]} */ keys) => keys.filter(([partition]) => !partitions.has(partition));
    const mayGo = stays.filter((key) => left.includes(key));
    if (isOver(stays)) assert.deepEqual(mayGo, []);
    if (short && isOver(stays, 0.5)) assert.deepEqual(others(mayGo), []);
    if (gone.some(([partition]) => partitions.has(partition))) assert.deepEqual(others(mayGo), []);
    if (!short && !isOver(all)) assert.deepEqual(gone, []);
    const newest = Math.max(...others(gone).map(([, at]) => at));
    assert.ok(others(mayGo).every(([, at]) => at >= newest || others(gone).length === 0));
  });
});

test('each key in the database is an own value, held by a page, left to send, or lost for a reason', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1e12 });
  const junk = [1, 'text', new Date(0), [], [1], ['a'], [[]], ['a', 'b', 'c'], new Uint8Array(2).buffer, [null]];
  rounds((choices) => {
    const oddly = (/** @type {any[]} */ key) => {
      const kind = choices.int(8);
      const { length } = key;
      if (kind === 0) return junk[choices.int(junk.length)];
      if (kind === 1) return key.slice(0, 1 + choices.int(length - 1));
      if (kind === 2)
        return key.map((member, i) => (i === choices.int(length) ? [-1, [], 'x', 1.5][choices.int(4)] : member));
      if (kind === 3) return ['until', 'a'];
      if (kind === 4) return ['epoch'];
      if (kind === 5) return [...key.slice(0, 7), 'old'];
      return key;
    };
    const all = Array.from({ length: choices.int(30) }, () => oddly(anyKey(choices, 1e12 + HOUR, 3 * HOUR)));
    const partitions = new Map([
      ['a', { limits: { maxAge: HOUR, maxSpans: 1, maxBytes: 1 } }],
      ['b', { limits: { maxAge: MINUTE, maxSpans: 1, maxBytes: 1 } }],
    ]);
    const isLeft = (/** @type {Key} */ [, , visit]) => visit === 'v0';
    const { lost, late, ahead, left } = classify(all, { epoch: 'e', isLeft, partitions });
    const found = [...Object.values(lost).flat(), ...late, ...ahead, ...left];
    assert.equal(new Set(found).size, new Set(all.filter((key) => found.includes(key))).size);
    for (const key of all) {
      const isHeld = isRecord(key) && key[7] === 'e' && !isLeft(key);
      assert.equal(found.includes(key), !isHeld && !isOwnValue(key), JSON.stringify(key));
    }
    assert.ok(left.every(([partition, at]) => at <= 1e12 + MINUTE && at >= 1e12 - (partition === 'b' ? MINUTE : HOUR)));
    assert.ok(found.every((key) => lossOf(key) >= 0));
  });
});

test('a part belongs to the owner at the start of its trace, whoever is the owner when it is written', async (t) => {
  const { open, part, holds, records } = setUpTabs(t);
  const tab = open();
  const [first, last] = [part('first'), part('last')];
  const mark = tab.outbox.currentStamp();
  assert.equal(tab.outbox.currentStamp(), mark);
  tab.user = 'ben';
  tab.outbox.write(first, mark);
  tab.outbox.write(last);
  await holds(2);
  assert.deepEqual(
    records().map(({ key }) => key[0]),
    ['ann', 'ben'],
  );
  const obstacles = async () => Promise.all([first, last].map((one) => tab.outbox.obstacle(one)));
  assert.deepEqual(await obstacles(), ['other_owner', undefined]);
  tab.user = 'ann';
  assert.deepEqual(await obstacles(), [undefined, 'other_owner']);
});

test('records of another owner stay until that owner is back', async (t) => {
  const { open, part, holds, sent, heldLocks } = setUpTabs(t);
  const tab = open();
  const [mine, other, more] = [part('ann'), part('ben'), part('again')];
  tab.outbox.write(mine);
  await holds(1);
  tab.outbox.settle(mine, true);
  tab.user = 'ben';
  tab.outbox.write(other);
  await holds(2);
  tab.outbox.settle(other, false);
  await tab.store.sweeper.sweep();
  await until(() => !heldLocks().includes('spanloom sweep'));
  assert.deepEqual(sent, []);
  tab.user = 'ann';
  tab.outbox.write(more);
  await until(() => sent.length > 0);
  await holds(1);
  assert.deepEqual(sent, ['ann']);
});

test('spans of an unknown owner are not stored, which is reported once', async (t) => {
  const { open, part, rows } = setUpTabs(t);
  const { outbox, errors } = open({ partition: () => undefined });
  const one = part('1');
  outbox.write(one);
  outbox.write(part('2'));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(await outbox.obstacle(one), undefined);
  assert.deepEqual([rows.size, outbox.isStored(one), outbox.settle(one, true)], [0, false, 0]);
  assert.deepEqual(
    errors.map(({ reason }) => reason),
    ['store_no_owner'],
  );
});

test('a broken body is dropped, and the others are sent', async (t) => {
  const { open, part, holds, sent, rows } = setUpTabs(t);
  const before = open();
  const parts = ['1', '2', '3', '4'].map(part);
  for (const one of parts) before.outbox.write(one);
  await holds(4);
  for (const one of parts) before.outbox.settle(one, true);
  before.outbox.close();
  const [first, second, third] = rows.values();
  first.value = null;
  second.value = new Uint8Array(9);
  // Somebody has taken that one.
  third.value = undefined;
  const { outbox, errors } = open();
  await until(() => sent.length > 0);
  assert.deepEqual([sent, outbox.stats.resent, outbox.stats.dropped], [['4'], 1, { store_broken: 2 }]);
  assert.deepEqual(
    errors.map(({ reason }) => reason),
    ['store_broken'],
  );
});

test('records dated by a clock that was ahead expire like all others', async (t) => {
  const { open, holds, sent, rows, records } = setUpTabs(t);
  const key = ['zoe', Date.now() + 1e10, 'v', 1, 1, 1, 'application/x-protobuf', ''];
  rows.set(JSON.stringify(key), { key, value: new Uint8Array(1) });
  const tab = open({ user: 'ann' });
  await until(() => records().length === 1 && records()[0].key[1] <= Date.now());
  tab.outbox.close();
  open({ user: 'zoe' });
  await holds(0);
  assert.equal(sent.length, 1);
});

test('a pause from an earlier visit holds as soon as its owner is known', async (t) => {
  const { open, part, rows } = setUpTabs(t);
  const key = ['until', 'ann'];
  rows.set(JSON.stringify(key), { key, value: { at: Date.now(), until: Date.now() + MINUTE } });
  let user = /** @type {any} */ (undefined);
  const { outbox, store } = open({ partition: () => user });
  await store.ready;
  user = 'ann';
  const next = part('next');
  outbox.write(next);
  await until(() => outbox.pauseLeft() > 0);
  assert.equal(await outbox.obstacle(next), 'retry_later');
});

test('without Web Locks, a record of another visit is sent once that visit has certainly given up', async (t) => {
  t.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: 1e12 });
  const { open, sent, rows, navigator } = setUpTabs(t);
  Reflect.deleteProperty(navigator, 'locks');
  const key = ['ann', Date.now() - MINUTE, 'v', 1, 1, 1, 'application/x-protobuf', ''];
  rows.set(JSON.stringify(key), { key, value: new TextEncoder().encode('1') });
  await open().store.ready;
  const wait = async (/** @type {number} */ ms) => {
    await turns();
    t.mock.timers.tick(ms);
    await turns();
  };
  await wait(30_000);
  assert.deepEqual(sent, []);
  await wait(3 * MINUTE);
  assert.deepEqual(sent, ['1']);
});
