// Tabs of one origin, each with an outbox, without a page.
import { ExportError } from '../../../js/batch/export-error.js';
import { openOutbox } from '../../../js/page/outbox.js';
import { refusal } from '../../../js/page/owner-stamp.js';
import { Store } from '../../../js/page/store.js';
import { fakePage, until } from './fake-page.js';

const HOUR = 3_600_000;

/** Waits for pending callbacks that need no timer. */
export const turns = async () => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** Tabs that share a store; `sent` has the bodies that arrived. */
export function setUpTabs(/** @type {import('node:test').TestContext} */ t) {
  const page = fakePage(t);
  /** @type {string[]} */
  const sent = [];
  const open = (/** @type {{ user?: string, send?: () => any, partition?: () => any }} */ how = {}) => {
    /** @type {any[]} */
    const errors = [];
    const tab = { user: how.user ?? 'ann', errors };
    const destination = {
      name: 'otlp',
      partition: how.partition ?? (() => tab.user),
      needsNetwork: false,
      timeout: 60_000,
      async export(/** @type {any} */ batch) {
        // As otlp() does.
        const refused = refusal(batch, destination.partition());
        if (refused) throw new ExportError(refused, '');
        sent.push(new TextDecoder().decode(batch.body));
        await how.send?.();
      },
    };
    const store = new Store(page.connect);
    const limits = { maxBytes: 1000, maxSpans: 100, maxAge: HOUR };
    const outbox = openOutbox(destination, limits, () => store)((error) => errors.push(error));
    t.after(() => outbox.close());
    return Object.assign(tab, { store, outbox });
  };
  const part = (/** @type {string} */ text) => ({
    body: new TextEncoder().encode(text),
    spanCount: 1,
    contentType: 'application/x-protobuf',
  });
  const records = () => [...page.rows.values()].filter(({ key }) => key.length === 8);
  const holds = (/** @type {number} */ count) => until(() => records().length === count);
  return { ...page, sent, open, part, records, holds };
}

/** Writes a part, and gives it up to the store. @param {any} tab @param {any} part */
export const leaveOne = (tab, part) => {
  tab.outbox.write(part);
  tab.outbox.settle(part, true);
};
