import { setTimeout as sleep } from 'node:timers/promises';

const INVOICE = {
  supplier: { name: 'Fjordglas A/S', vat: 'DK 31 88 20 14' },
  number: 'F-2024-0093',
  lines: [
    { what: 'Laminated panes, 6 mm', pieces: 12, each: 86.5 },
    { what: 'Delivery to Aarhus', pieces: 1, each: 140 },
  ],
};

export default {
  id: 'json-mode',
  about:
    'an object in a fence with prose around it, parsed, validated and saved; verdicts and empty lists link nothing',
  expect: [
    ['intake', 'ocr', 'input', 'input'],
    ['ocr', 'extract', 'output', 'input'],
    ['extract', 'validate', 'output', 'input'],
    ['extract', 'save', 'output', 'input'],
    ['save', 'intake', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const ocr = t.tool(
      async () =>
        'FJORDGLAS A/S   VAT DK31882014\nInvoice F-2024-0093\n12 x laminated pane 6mm  86,50\nfreight Aarhus  140,00',
      { name: 'ocr' },
    );
    const extract = t.llm(
      async () => {
        await sleep(1);
        return `Here is the invoice as JSON:\n\n\`\`\`json\n${JSON.stringify(INVOICE, null, 2)}\n\`\`\`\n\nTell me if you need the totals as well.`;
      },
      { name: 'extract' },
    );
    const validate = t.task((invoice) => ({ valid: invoice.lines.length > 0, errors: [] }), { name: 'validate' });
    const save = t.tool(async ({ record }) => ({ key: `inv/2024/${record.lines.length}/7Kd0`, created: true }), {
      name: 'save',
    });
    const intake = t.workflow(
      async (path) => {
        const reply = await extract(`Extract supplier, number and lines.\n<ocr>\n${await ocr(path)}\n</ocr>`);
        const invoice = JSON.parse(reply.match(/```json\n([\s\S]*?)```/)[1]);
        const { valid } = validate(invoice);
        return save({ record: { ...invoice, currency: 'DKK', reviewed: false }, valid });
      },
      { name: 'intake' },
    );
    await intake('scans/2024-06/box-3/0017.tiff');
  },
};
