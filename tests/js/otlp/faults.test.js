// Each way in which a receiver can fail: what is delivered, retried and dropped is counted, and nothing that it said yes to is sent again.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createTracer, memory, otlp } from '../../../js/index.js';
import { Choices } from '../support/choices.js';
import { startFaultReceiver } from '../support/fault-receiver.js';
import { ATTEMPTS, BATCH, ROWS } from '../support/faults.js';

const RETRY = { attempts: ATTEMPTS, baseDelay: 1, maxDelay: 2 };
const FORMS = /** @type {const} */ ([
  { format: 'protobuf', gzip: true },
  { format: 'json', gzip: false },
]);
const DEFAULT_MS = 10_000;
/** Content that no network sends at once. */
const LARGE = noise(100_000);
/** Long enough for a slow answer, short enough to wait for. */
const SHORT_MS = 400;

for (const { name, fault, told, ...row } of ROWS)
  for (const { format, gzip } of FORMS.filter((form) => form.gzip || !row.gzip))
    for (const times of /** @type {const} */ (['once', 'always']))
      test(`${name}, ${times} (${format})`, async (t) => {
        const receiver = await startFaultReceiver(fault, times);
        t.after(receiver.close);
        const sent = await send(receiver, {
          format,
          gzip,
          timeout: name.startsWith('slow') ? SHORT_MS : DEFAULT_MS,
          recovers: times === 'once',
        });

        const { counts, dropped = {} } = row[times];
        const lost = Object.values(dropped).reduce((sum, count) => sum + count, 0);
        const { attempts, retries, failures, exported } = sent.stats;
        assert.deepEqual([exported, sent.stats.dropped], [2 * BATCH - lost, dropped]);
        if (counts) assert.deepEqual([attempts, retries, failures], counts);
        // All that it said yes to was counted, and was said once.
        assert.equal(receiver.accepted.length, exported);
        assert.equal(new Set(receiver.accepted).size, exported);
        // Every reason is told, and nothing else but that an attempt is repeated.
        const reasons = sent.errors.map(({ reason }) => reason).filter((reason) => reason !== 'warning');
        assert.deepEqual([...new Set(reasons)], Object.keys(dropped));
        assert.equal(
          sent.errors.some(({ reason }) => reason === 'warning'),
          retries > 0,
        );
        if (told) assert.match(sent.errors.map(({ message }) => message).join('\n'), told);
        // Another destination has everything.
        assert.equal(sent.elsewhere, 2 * BATCH);
      });

test('docs/backends.md lists the same', async () => {
  const page = await readFile(new URL('../../../docs/backends.md', import.meta.url), 'utf8');
  const [, section] = page.split('\n## When a receiver fails\n');
  const listed = [...section.matchAll(/^\| ([^|]+) \| [^|]+ \| ([^|]*) ?\|$/gm)].slice(1);
  const reasons = listed.map(([, receiver, cell]) => [
    receiver,
    [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  ]);
  const found = reasons.map(([receiver]) => {
    const rows = ROWS.filter((row) => row.listed === receiver);
    return [receiver, [...new Set(rows.flatMap(({ always }) => Object.keys(always.dropped ?? {})))]];
  });
  assert.deepEqual(reasons, found);
  assert.deepEqual(new Set(ROWS.map((row) => row.listed)), new Set(reasons.map(([receiver]) => receiver)));
});

/** Text that does not compress to nothing. @param {number} length */
function noise(length) {
  const choices = Choices.random(1);
  return Array.from({ length }, () => String.fromCharCode(33 + choices.int(90))).join('');
}

/** Sends two batches, one after the other. @param {Awaited<ReturnType<typeof startFaultReceiver>>} receiver @param {any} options */
async function send({ url, recover }, { recovers, ...options }) {
  /** @type {any[]} */
  const errors = [];
  const other = memory();
  let isDown = recovers;
  const fetch = async (/** @type {string} */ to, /** @type {RequestInit} */ init) => {
    try {
      return await globalThis.fetch(to, init);
    } catch (error) {
      if (isDown) await recover();
      isDown = false;
      throw error;
    }
  };
  const exporter = otlp({ url, fetch, retry: RETRY, ...options });
  const tracer = createTracer({ exporters: [exporter, other], links: false, onError: (error) => errors.push(error) });
  for (const batch of [1, 2]) {
    for (let i = 0; i < BATCH; i++) tracer.tool(() => LARGE, { name: `${batch}.${i}` })();
    await tracer.flush();
  }
  const { exporters, spans } = /** @type {any} */ (tracer.stats());
  await tracer.shutdown();
  const { started, ended } = spans;
  assert.deepEqual([started, ended], [2 * BATCH, 2 * BATCH]);
  return { errors, stats: exporters[0], elsewhere: other.spans.length };
}
