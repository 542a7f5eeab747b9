import { setTimeout as sleep } from 'node:timers/promises';

const ERROR = 'The upstream service did not answer within thirty seconds, please try again in a few minutes.';

export default {
  id: 'repeated-errors',
  about:
    'two tools fail with the same words, each is reported by a step of its own right after: the report is fed by its own tool',
  expect: [
    ['night', 'stock', 'input', 'input'],
    ['stock', 'reportStock', 'output', 'input'],
    ['night', 'prices', 'input', 'input'],
    ['prices', 'reportPrices', 'output', 'input'],
    ['reportStock', 'night', 'output', 'output'],
    ['reportPrices', 'night', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const failing = (name) =>
      t.tool(
        async () => {
          await sleep(1);
          return { ok: false, error: ERROR };
        },
        { name },
      );
    const [stock, prices] = [failing('stock'), failing('prices')];
    const report = (name, ticket) => t.llm(async () => ({ ticket, severity: 'low' }), { name });
    const reportStock = report('reportStock', 'OPS-2024-55120');
    const reportPrices = report('reportPrices', 'OPS-2024-55121');
    const night = t.workflow(
      async (date) => {
        const first = await reportStock(`The stock job failed: ${(await stock(date)).error}`);
        const second = await reportPrices(`The price job failed: ${(await prices(date)).error}`);
        return [first.ticket, second.ticket];
      },
      { name: 'night' },
    );
    await night('2024-06-11T02:00:00Z');
  },
};
