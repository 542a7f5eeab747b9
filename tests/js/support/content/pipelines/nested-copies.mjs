import { setTimeout as sleep } from 'node:timers/promises';

const copy = (value) => JSON.parse(JSON.stringify(value));
const ORDER = {
  number: 'B-2024-30118',
  buyer: { name: 'Clara Winkelmann', street: 'Am Alten Hafen 3' },
  items: [
    { sku: 'TENT-2P-GREEN', note: 'Please check the zip of the inner door before you pack it.' },
    { sku: 'STOVE-GAS-XS', note: 'Without the cartridge, since it may not fly.' },
  ],
};

export default {
  id: 'nested-copies',
  about: 'an order goes down three levels as copies, in ever smaller pieces: each piece comes from the level above it',
  expect: [
    ['shop', 'warehouse', 'input', 'input'],
    ['warehouse', 'pack', 'input', 'input'],
    ['pack', 'check', 'input', 'input'],
    ['check', 'pack', 'output', 'output'],
    ['pack', 'warehouse', 'output', 'output'],
    ['label', 'warehouse', 'output', 'output'],
    ['warehouse', 'shop', 'output', 'output'],
  ],
  // A name and a street, too short to be told from a template.
  optional: [['warehouse', 'label', 'input', 'input']],
  async run(t) {
    const check = t.llm(
      async () => {
        await sleep(1);
        return { remark: 'The teeth close smoothly from both ends, and the seam is dry.' };
      },
      { name: 'check' },
    );
    const label = t.tool(async (text) => `label-${text.length}-a6-portrait.pdf`, { name: 'label' });
    const pack = t.tool(
      async (items) => ({ box: 'medium carton', checks: [await check(`Look at this and report: ${items[0].note}`)] }),
      { name: 'pack' },
    );
    const warehouse = t.workflow(
      async (order) => ({
        packed: copy(await pack(copy(order.items))),
        label: await label(`TO\n${order.buyer.name}\n${order.buyer.street}`),
      }),
      { name: 'warehouse' },
    );
    const shop = t.agent(async (order) => copy(await warehouse(copy(order))), { name: 'shop' });
    await shop(ORDER);
  },
};
