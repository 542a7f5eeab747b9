import { setTimeout as sleep } from 'node:timers/promises';

const MAILS = [
  { id: 'msg_18f2c9a4e1', from: 'Lene Brandt', subject: 'Key for the workshop', preview: 'The lock on the side door' },
  { id: 'msg_18f2cb7702', from: 'Wood & Grain', subject: 'Spring catalogue is here', preview: 'Twenty new species of' },
  { id: 'msg_18f2d01c5f', from: 'Pavel Horak', subject: 'Oak order short by two', preview: 'We counted again and' },
];
const BODIES = {
  msg_18f2c9a4e1:
    'The lock on the side door jams when it is cold. Could somebody bring the long key on Thursday before the course starts?',
  msg_18f2d01c5f:
    'We counted again and there are fourteen boards, not sixteen. The invoice says sixteen. Shall we wait or will you send two more?',
};
const REPLIES = [
  'Dear Lene, I will be there at half past eight with it, and with a can of graphite spray as well.',
  'Dear Pavel, sorry for the miscount; two planed pieces leave here tomorrow by courier, free of charge.',
];

export default {
  id: 'email-triage',
  about: 'a model labels mails by id; ids come back in its JSON and steer what is fetched, answered and archived',
  expect: [
    ['inbox', 'list', 'input', 'input'],
    ['list', 'label', 'output', 'input'],
    ...[1, 2].flatMap((n) => [
      ['label', `fetch#${n}`, 'output', 'input'],
      [`fetch#${n}`, `draft#${n}`, 'output', 'input'],
      [`draft#${n}`, `send#${n}`, 'output', 'input'],
      ['label', `send#${n}`, 'output', 'input'],
      [`send#${n}`, 'inbox', 'output', 'output'],
    ]),
    ['label', 'archive', 'output', 'input'],
  ],
  // The ids are the mailbox's before they are the model's.
  optional: [
    ['list', 'fetch#1', 'output', 'input'],
    ['list', 'fetch#2', 'output', 'input'],
    ['list', 'send#1', 'output', 'input'],
    ['list', 'send#2', 'output', 'input'],
    ['list', 'archive', 'output', 'input'],
  ],
  async run(t) {
    const list = t.tool(async () => MAILS.map((mail) => ({ ...mail })), { name: 'list' });
    const label = t.llm(
      async () => {
        await sleep(1);
        return JSON.stringify(MAILS.map(({ id }) => ({ mail: id, action: id in BODIES ? 'answer' : 'archive' })));
      },
      { name: 'label' },
    );
    const fetch = t.tool(async (id) => BODIES[id], { name: 'fetch' });
    let drafts = 0;
    const draft = t.llm(async () => REPLIES[drafts++], { name: 'draft' });
    const send = t.tool(
      async ({ text }) => ({ sent: true, receipt: `smtp-relay-2/${text.length}/c${text.charCodeAt(5)}e0` }),
      { name: 'send' },
    );
    const archive = t.tool(async (ids) => ({ moved: ids.length }), { name: 'archive' });
    const inbox = t.agent(
      async (account) => {
        const actions = JSON.parse(
          await label(`Decide for each mail: answer or archive.\n${JSON.stringify(await list(account))}`),
        );
        const receipts = [];
        for (const { mail } of actions.filter(({ action }) => action === 'answer')) {
          const reply = await draft(`Answer briefly and kindly:\n\n> ${await fetch(mail)}`);
          receipts.push(await send({ inReplyTo: mail, text: reply }));
        }
        await archive(actions.filter(({ action }) => action === 'archive').map(({ mail }) => mail));
        return { receipts };
      },
      { name: 'inbox' },
    );
    await inbox('workshop@timber.example');
  },
};
