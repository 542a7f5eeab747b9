import { setTimeout as sleep } from 'node:timers/promises';

const SYSTEM =
  'You advise the owner of a small printing house. Be brief, be concrete, and say so when the papers do not tell.';
const CONTRACT = `The lessor lets the press hall on Mill Street, 410 square metres, from 1 October for five years. The rent is 3,950 a month and
rises with the index of consumer prices. The lessee insulates the north wall within the first year at his own cost and may deduct half
of it from the rent of the second year. Either side may end the contract after three years with nine months' notice.`;
const REPLIES = {
  law: 'Clause on leaving: fine. But "insulates the north wall within the first year at his own cost" has no upper limit; ask for one.',
  money: 'At 3,950 a month plus heating the hall costs about a tenth less than the present place, wall not counted.',
  press: 'The floor has to carry eleven tonnes on four feet; the text is silent about it, so have it measured.',
};

export default {
  id: 'branches-shared-context',
  about:
    'three experts read the same document in parallel, one quotes it, an editor gets the document again and what they said',
  expect: [
    ['advise', 'load', 'input', 'input'],
    ...Object.keys(REPLIES).flatMap((name) => [
      ['load', name, 'output', 'input'],
      ['advise', name, 'input', 'input'],
      [name, 'editor', 'output', 'input'],
    ]),
    ['load', 'editor', 'output', 'input'],
    ['editor', 'advise', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const load = t.retrieval(async () => ({ title: 'Lease, third draft', body: CONTRACT }), { name: 'load' });
    const experts = Object.entries(REPLIES).map(([name, reply], i) =>
      t.llm(
        async () => {
          await sleep(4 - i);
          return { role: 'assistant', content: reply };
        },
        { name },
      ),
    );
    const editor = t.llm(
      async () => ({
        role: 'assistant',
        content: 'Sign it once a ceiling for the works is in, and after somebody has weighed the ground.',
      }),
      { name: 'editor' },
    );
    const messages = (content) => [
      { role: 'system', content: SYSTEM },
      { role: 'user', content },
    ];
    const advise = t.workflow(
      async (path, worry) => {
        const { body } = await load(path);
        const replies = await Promise.all(
          experts.map((expert) => expert(messages(`${worry}\n\n<contract>\n${body}\n</contract>`))),
        );
        const notes = replies.map(({ content }) => `- ${content}`).join('\n');
        const { content } = await editor(
          messages(`<contract>\n${body}\n</contract>\n\nNotes of your colleagues:\n${notes}\n\nWrite one sentence.`),
        );
        return content;
      },
      { name: 'advise' },
    );
    await advise(
      'leases/mill-street-draft-3.pdf',
      'We sign on Friday and I fear that the landlord has hidden something costly in it.',
    );
  },
};
