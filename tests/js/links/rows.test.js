// A row that is rendered belongs to its producer, also where one of its columns was handed on since.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf } from '../support/steps.js';

const ROW = {
  date: '2026-03-02',
  item: 'Espresso machine Lido',
  note: 'delivered with a dented boiler cover, courier notified',
  keeper: 'Anna Berg keeps the keys of the store',
};

/** @type {Record<string, (row: typeof ROW) => string>} */
const FORMS = {
  'columns side by side': ({ date, item, note }) => `| ${date} | ${item} | ${note} |`,
  'columns with their names': ({ item, note, keeper }) => `Item: ${item}\nNote: ${note}\nKeeper: ${keeper}`,
  'JSON in a sentence': (row) => `Sum up this row: ${JSON.stringify(row)} in one line.`,
};
for (const [form, render] of Object.entries(FORMS)) {
  test(`${form}: the row's producer is named alone`, async () => {
    assert.deepEqual(
      await linesOf((step) => {
        const [row] = step('rows', () => [structuredClone(ROW)]);
        step('flag', (/** @type {string} */ note) => ({ flagged: note, at: 7 }), row.note);
        step('tell', () => 0, render(row));
      }),
      ['rows.output -> flag.input', 'rows.output -> tell.input'],
    );
  });
}

test('a column that stands alone belongs to who handed it on last', async () => {
  assert.deepEqual(
    await linesOf((step) => {
      const [row] = step('rows', () => [structuredClone(ROW)]);
      const flagged = step('flag', (/** @type {string} */ note) => note, row.note);
      step('tell', () => 0, `Please look at this: ${flagged}!`);
    }),
    ['rows.output -> flag.input', 'flag.output -> tell.input'],
  );
});
