import { setTimeout as sleep } from 'node:timers/promises';

const MODEL = 'mistral-large-2407';
const TAGS = { tenant: 'northwind-traders', deployment: 'eu-central-blue', experiment: 'prompt-v12' };
const INSTRUCTIONS = 'Work as a sober copy editor. British spelling, no exclamation marks, no adjectives in pairs.';
const REPLIES = [
  'Mind the gap between the kettle and the wall.',
  'Our ferry sails at dusk; the bar opens once the lights of the town are behind us.',
  'Grow beans where last year potatoes stood.',
];

export default {
  id: 'echoed-settings',
  about:
    'responses repeat the model, the metadata and the instructions of their request, and the next request has them again',
  expect: [
    ...[1, 2, 3].map((n) => ['desk', `respond#${n}`, 'input', 'input']),
    ...[1, 2, 3].map((n) => [`respond#${n}`, 'desk', 'output', 'output']),
  ],
  optional: [],
  async run(t) {
    let calls = 0;
    const respond = t.llm(
      async ({ model, metadata, instructions, input }) => {
        await sleep(1);
        calls += 1;
        return {
          id: `resp_67c${calls * 7919}ab`,
          object: 'response',
          created_at: 1741476542 + calls,
          status: 'completed',
          model,
          instructions,
          metadata: { ...metadata },
          output: [
            {
              type: 'message',
              role: 'assistant',
              content: [{ type: 'output_text', text: REPLIES[calls - 1], annotations: [] }],
            },
          ],
          parallel_tool_calls: true,
          temperature: 0.3,
          truncation: 'disabled',
          usage: { input_tokens: 30 + input.length, output_tokens: 12 + calls },
        };
      },
      { name: 'respond' },
    );
    const desk = t.workflow(
      async (lines) => {
        const edited = [];
        for (const line of lines) {
          const request = {
            model: MODEL,
            instructions: INSTRUCTIONS,
            metadata: { ...TAGS },
            temperature: 0.3,
            input: `Edit: ${line}`,
          };
          const { output } = await respond(request);
          edited.push(output[0].content[0].text);
        }
        return edited;
      },
      { name: 'desk' },
    );
    await desk([
      'WATCH OUT!! There is a big huge gap behind the hot kettle!',
      'The lovely cosy ferry leaves at sunset and the great bar opens when we have left the pretty town!',
      "Always plant your beautiful beans in last season's potato bed!",
    ]);
  },
};
