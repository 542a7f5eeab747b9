// The network belongs to the app: how much of it the tracer uses, as seen by a server, in Chromium and Firefox.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowser } from './browsers.js';
import { startNetworkSite } from './network-site.js';
import { project } from './packed.js';
import { until } from './page-site.js';

const KEEPALIVE_BYTES = 24_576;
const STEPS = [
  { name: 'hangs', hangs: true },
  { name: 'answers' },
  { name: 'starts', loadsLate: true },
  { name: 'starts and flushes', loadsLate: true },
  { name: 'leaves before it has loaded', loadsLate: true },
  { name: 'hides', hangs: true },
  { name: 'leaves', hangs: true },
  { name: 'leaves with a store', hangs: true },
  { name: 'comes again', collector: 'leaves with a store' },
];

const idsOf = ({ requests }) => requests.flatMap(({ ids }) => ids);
const arrivedAll = (record) => {
  const arrived = new Set(idsOf(record));
  return record.report.ended.every((id) => arrived.has(id));
};

for (const browser of /** @type {const} */ (['chromium', 'firefox'])) {
  describe(browser, () => {
    const cleanUp = [];
    let site;
    const of = (name) => {
      const record = site.of(name);
      assert.ifError(record.report?.error);
      return record;
    };

    before(
      async () => {
        const t = { after: (clean) => cleanUp.push(clean) };
        site = await startNetworkSite(project(t), STEPS);
        t.after(site.close);
        await Promise.race([site.done, openBrowser(t, browser, site.url)]);
      },
      { timeout: 120_000 },
    );
    after(async () => {
      for (const clean of cleanUp.reverse()) await clean();
    });

    test('a collector that hangs takes one connection, whatever many exporters, tracers and copies there are', () => {
      const { most, mostOfApp, report } = of('hangs');
      assert.equal(most, 1);
      assert.ok(mostOfApp >= 5);
      assert.deepEqual(report.result, { answers: 120, beacon: true, request: true });
    });

    test('while the page lives, nothing is sent that outlives it, and all at low priority', () => {
      for (const name of ['hangs', 'answers']) {
        const { sent } = of(name).report;
        assert.ok(sent.length > 0);
        for (const { priority, keepalive } of sent) assert.deepEqual([priority, keepalive], ['low', false]);
      }
    });

    test('one at a time, all arrives, from each exporter', () => {
      const { most, requests, report } = of('answers');
      assert.equal(most, 1);
      assert.deepEqual(report.result, [10, 10]);
      assert.equal(idsOf({ requests: requests.filter(({ n }) => n === '0') }).length, 20);
      assert.equal(idsOf({ requests: requests.filter(({ n }) => n === '1') }).length, 10);
    });

    test('nothing leaves before the page has loaded', () => {
      const { requests } = of('starts');
      assert.deepEqual(
        requests.map(({ hasLoaded }) => hasLoaded),
        [true],
      );
    });

    test('but flush() does not wait for it', () => {
      const { requests, report } = of('starts and flushes');
      assert.deepEqual(
        requests.map(({ hasLoaded }) => hasLoaded),
        [false],
      );
      assert.equal(report.result, 1);
    });

    test('nor does a page that goes', async () => {
      const record = of('leaves before it has loaded');
      assert.ok(await until(() => arrivedAll(record)));
      assert.equal(record.report.sent.length, 0);
    });

    test('a page that hides sends what fits, as one request, and leaves room to the app', () => {
      const { requests, report } = of('hides');
      assert.deepEqual(report.result, { beacon: true, request: true });
      const outliving = report.sent.filter(({ keepalive }) => keepalive);
      assert.ok(outliving.length >= 1 && outliving.length <= 3);
      const bytes = outliving.reduce((sum, one) => sum + one.bytes, 0);
      assert.ok(bytes <= KEEPALIVE_BYTES && bytes > 7000, `${bytes} bytes`);
      assert.ok(requests.some(({ ids }) => ids.length > 1));
    });

    test('a page that is left without a store sends again what is in flight, and the rest, and so can the app', async () => {
      const record = of('leaves');
      assert.ok(await until(() => arrivedAll(record) && record.beacons.length === 2));
      assert.deepEqual(record.beacons, [20_000, 20_000]);
      const [first] = record.report.ended;
      assert.equal(idsOf(record).filter((id) => id === first).length, 2);
      assert.ok(record.requests.length <= 4);
    });

    test('what is left to the next visit comes one request at a time with its own', async () => {
      const left = of('leaves with a store');
      const next = of('comes again');
      assert.equal(next.most, 1);
      const arrived = new Set(idsOf(left));
      for (const id of [...left.report.ended, ...next.report.ended]) assert.ok(arrived.has(id));
    });
  });
}
