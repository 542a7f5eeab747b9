// Short labels and ids: where they say who gave them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf } from '../support/steps.js';

const given = (/** @type {unknown} */ output, /** @type {unknown} */ input) =>
  linesOf((step) => {
    step('give', () => output);
    step('take', () => 0, input);
  });
const LINK = ['give.output -> take.input'];

test('a label of four letters counts where it is the whole value on one side', async () => {
  assert.deepEqual(await given({ route: 'billing', sure: 0.9 }, 'billing'), LINK);
  assert.deepEqual(await given('wifi', { topic: 'wifi', n: 3 }), LINK);
  assert.deepEqual(await given({ unit: 'celsius' }, { unit: 'celsius', at: 3 }), []);
  assert.deepEqual(await given({ state: 'open' }, 'open'), [], 'commonplace');
  assert.deepEqual(await given({ code: 'abc' }, 'abc'), [], 'too short');
});

test('an id of five counts anywhere, a number of five digits under one name', async () => {
  assert.deepEqual(await given({ order: 'A-1093' }, { reference: 'A-1093', why: 'late' }), LINK);
  assert.deepEqual(await given([{ order: 10931 }, { order: 10932 }], { order: 10932 }), LINK);
  assert.deepEqual(await given({ order: 10931 }, { total: 10931 }), []);
  assert.deepEqual(await given({ order: 109, of: 2 }, { order: 109, of: 3 }), []);
});

test('an id alone in a record counts as well, and in whatever spelling', async () => {
  for (const [output, input] of [
    [{ id: 'A-1093' }, { id: 'A-1093' }],
    [{ id: 'A-1093' }, 'A-1093'],
    ['A-1093', { id: 'A-1093' }],
    [{ calls: [{ arguments: '{"id":"A-1093"}' }] }, { id: 'A-1093' }],
    [{ name: 'ＡＢＣ１２３４５' }, { title: 'ABC12345' }],
    [{ street: 'Hauptstraße 7' }, { to: 'Hauptstrasse 7' }],
    [{ team: 'ﬁnance-ofﬁce' }, { group: 'finance-office' }],
  ])
    assert.deepEqual(await given(output, input), LINK, JSON.stringify([output, input]));
});

test('what an ancestor was given goes down the tree, and what a step returned goes up', async () => {
  assert.deepEqual(
    await linesOf((step) => {
      const work = (/** @type {{ topic: string }} */ { topic }) => void step('search', () => 0, topic);
      step('work', work, { topic: 'Ferries', depth: 2 });
    }),
    ['work.input -> search.input'],
  );
  assert.deepEqual(
    await linesOf((step) => void step('handle', () => ({ topic: step('route', () => 'wifi'), text: 'x' }))),
    ['route.output -> handle.output'],
  );
});

test('who hands on a value in a record of its own has it, who echoes it among other things has not', async () => {
  const remark = 'Start with the payment, and name an owner.';
  const later = (/** @type {object} */ record) =>
    linesOf((step) => {
      const said = step('person', () => remark);
      step('note', () => ({ ...record, remark: said }), said);
      step('finish', () => 0, { state: { remark: said } });
    });
  assert.deepEqual(await later({}), ['person.output -> note.input', 'note.output -> finish.input']);
  assert.deepEqual(await later({ found: 'Two letters of the bank' }), [
    'person.output -> note.input',
    'person.output -> finish.input',
  ]);
});

test('what a step was given under a name and returns under it is its own', async () => {
  assert.deepEqual(
    await linesOf((step, as) => {
      const diagnose = (/** @type {{ ref: string }} */ { ref }) => {
        as('llm')('ask', () => ({ calls: [{ input: { ref: 'INC-311', hours: 24 } }] }), `Ticket ${ref}`);
        return { ref, cause: as('llm')('explain', () => 'The firmware halves the polling rate of scanners.') };
      };
      step('diagnose', diagnose, { ref: 'INC-311', text: 'The scanner reads every second badge only.' });
    }),
    ['explain.output -> diagnose.output'],
  );
});

test('an id on a receipt is the one of who gave it, not of the receipt', async () => {
  assert.deepEqual(
    await linesOf((step) => {
      const user = step('authorize', () => ({ user: 'U-5508', person: 'Maren Aasgaard' }));
      step('ticket', (given) => ({ ticket: 'T-20931', for: given.user }), user);
      step('handle', () => 0, { text: 'The drain overflows.', asked: user.user });
    }),
    ['authorize.output -> ticket.input', 'authorize.output -> handle.input'],
  );
});
