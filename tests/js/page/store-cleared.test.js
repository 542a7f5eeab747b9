// What clearStore() removes, counts and leaves alone, in any tab and at any moment.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExportError } from '../../../js/batch/export-error.js';
import { isRecord } from '../../../js/page/records.js';
import { until } from '../support/fake-page.js';
import { leaveOne, setUpTabs, turns } from '../support/tabs.js';

for (const when of ['open', 'opening']) {
  test(`a store that is cleared while it is ${when} stores later spans`, async (t) => {
    const { open, part, holds, records, sent, faults } = setUpTabs(t);
    const before = open();
    const left = part('left');
    before.outbox.write(left);
    await holds(1);
    before.outbox.settle(left, true);
    before.outbox.close();
    let answer = () => {};
    if (when === 'opening') faults.connect = () => new Promise((resolve) => (answer = () => resolve(undefined)));
    const tab = open({ user: 'ben' });
    const [early, next] = [part('early'), part('next')];
    if (when === 'open') await tab.store.ready;
    tab.outbox.write(early);
    const cleared = tab.store.clear();
    tab.outbox.write(next);
    answer();
    await cleared;
    await holds(1);
    assert.deepEqual([await tab.outbox.obstacle(early), await tab.outbox.obstacle(next)], ['store_cleared', undefined]);
    assert.deepEqual(
      records().map(({ value }) => new TextDecoder().decode(value)),
      ['next'],
    );
    await tab.store.sweeper.sweep();
    assert.deepEqual([tab.outbox.isStored(next), sent, tab.outbox.stats.dropped], [true, [], { store_cleared: 1 }]);
  });
}

test('what another tab writes after a clear is removed at the next sweep, and that tab is notified', async (t) => {
  const { open, part, holds, sent } = setUpTabs(t);
  const [one, two] = [open(), open()];
  await Promise.all([one.store.ready, two.store.ready]);
  const [given, late] = [part('given'), part('late')];
  two.outbox.write(given);
  await holds(1);
  two.outbox.settle(given, true);
  await one.store.clear();
  two.outbox.write(late);
  await holds(1);
  await one.store.sweeper.sweep();
  await holds(0);
  await two.store.sweeper.sweep();
  assert.equal(await two.outbox.obstacle(late), 'store_cleared');
  assert.deepEqual([two.outbox.stats.dropped, sent], [{ store_cleared: 1 }, []]);
  const next = part('next');
  two.outbox.write(next);
  await holds(1);
  await one.store.sweeper.sweep();
  assert.deepEqual([await two.outbox.obstacle(next), two.outbox.isStored(next)], [undefined, true]);
});

test('records that a sweep has read when the store is cleared are not sent, and count once', async (t) => {
  const { open, part, holds, sent, faults, heldLocks } = setUpTabs(t);
  const before = open();
  leaveOne(before, part('left'));
  await holds(1);
  before.outbox.close();
  const tab = open();
  /** @type {Promise<void> | undefined} */
  let cleared;
  faults.get = ([key]) => {
    if (isRecord(key)) cleared ??= tab.store.clear();
  };
  await until(() => cleared);
  await cleared;
  await until(() => !heldLocks().includes('spanloom sweep'));
  assert.deepEqual([sent, tab.outbox.stats], [[], { stored: 0, resent: 0, dropped: { store_cleared: 1 } }]);
});

for (const what of ['taken', 'refused']) {
  test(`records that are being sent when the store is cleared count once, also if they are ${what}`, async (t) => {
    const { open, part, holds, sent, heldLocks } = setUpTabs(t);
    const before = open();
    leaveOne(before, part('left'));
    await holds(1);
    before.outbox.close();
    const send = async () => {
      await tab.store.clear();
      if (what === 'refused') throw new ExportError('http_400', '', { isFinal: true });
    };
    const tab = open({ send });
    await until(() => sent.length > 0);
    await turns();
    await until(() => !heldLocks().includes('spanloom sweep'));
    assert.deepEqual(tab.outbox.stats, { stored: 0, resent: 0, dropped: { store_cleared: 1 } });
  });
}

test('records that a page has given up count as cleared once, whether or not it was frozen meanwhile', async (t) => {
  const { open, part, holds } = setUpTabs(t);
  const [tab, other] = [open({ send: () => assert.fail() }), open()];
  leaveOne(tab, part('before'));
  await holds(1);
  tab.outbox.handOver();
  tab.outbox.resume();
  leaveOne(tab, part('after'));
  await holds(2);
  await tab.store.clear();
  await holds(0);
  await other.store.sweeper.sweep();
  assert.deepEqual([tab.outbox.stats.dropped, other.outbox.stats.dropped], [{ store_cleared: 2 }, {}]);
});

test('a tab is notified that another has cleared the store, and stores later spans', async (t) => {
  const { open, part, holds } = setUpTabs(t);
  const [one, two] = [open(), open()];
  // A sweep, or the first record, would tell it as well.
  leaveOne(two, part('first'));
  await holds(1);
  await turns();
  const era = two.store.table.eras.now;
  await one.store.clear();
  await until(() => era.isOver);
  const next = part('next');
  two.outbox.write(next);
  await holds(1);
  await one.store.sweeper.sweep();
  assert.deepEqual([await two.outbox.obstacle(next), two.outbox.isStored(next)], [undefined, true]);
});

for (const when of ['open', 'opening']) {
  test(`a store that is cleared twice at once, while it is ${when}, stores later spans`, async (t) => {
    const { open, part, holds, records } = setUpTabs(t);
    const tab = open();
    if (when === 'open') await tab.store.ready;
    leaveOne(tab, part('left'));
    const cleared = [tab.store.clear(), tab.store.clear()];
    const next = part('next');
    tab.outbox.write(next);
    await Promise.all(cleared);
    await holds(1);
    await tab.store.sweeper.sweep();
    assert.deepEqual(
      [tab.outbox.isStored(next), records().length, tab.outbox.stats.dropped],
      [true, 1, { store_cleared: 1 }],
    );
  });
}

test('after several tabs have cleared the store at once, none deletes later records', async (t) => {
  const { open, part, holds } = setUpTabs(t);
  const tabs = [open(), open(), open()];
  await Promise.all(tabs.map(({ store }) => store.ready));
  await Promise.all(tabs.map(({ store }) => store.clear()));
  await turns();
  for (const [i, { outbox }] of tabs.entries()) outbox.write(part(`${i}`));
  await holds(3);
  for (const { store } of tabs) await store.sweeper.sweep();
  await turns();
  await holds(3);
});
