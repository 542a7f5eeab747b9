import { setTimeout as sleep } from 'node:timers/promises';

export default {
  id: 'echoed-ids',
  about:
    'every tool is given the account and repeats it in its result: the account comes from above, not from the tool before',
  expect: [
    ['close', 'balance', 'input', 'input'],
    ['close', 'contracts', 'input', 'input'],
    ['close', 'freeze', 'input', 'input'],
    ['close', 'letter', 'input', 'input'],
    ['contracts', 'letter', 'output', 'input'],
    ['letter', 'close', 'output', 'output'],
  ],
  // A number and a currency that were put into an object anew.
  optional: [['balance', 'letter', 'output', 'input']],
  async run(t) {
    const tool = (name, result) =>
      t.tool(
        async ({ account }) => {
          await sleep(1);
          return { account, ...result };
        },
        { name },
      );
    const balance = tool('balance', { currency: 'SEK', cents: 4182075 });
    const contracts = tool('contracts', { open: [{ number: 'LEASE-20-5512', until: '2027-01-31' }] });
    const freeze = tool('freeze', { frozen: true });
    const letter = t.llm(
      async () => 'We are sorry to see you leave. What is left will be paid out once the lease has been handed back.',
      { name: 'letter' },
    );
    const close = t.workflow(
      async (account) => {
        const money = await balance({ account });
        const { open } = await contracts({ account });
        await freeze({ account, reason: 'customer asked' });
        return letter({ account, money: { currency: money.currency, cents: money.cents }, open });
      },
      { name: 'close' },
    );
    await close('ACC-7719-0042-8');
  },
};
