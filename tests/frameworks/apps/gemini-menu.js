// A kitchen plans a menu with Gemini: function calls in parts, answers that stream, a chat that keeps its own history.
import { GoogleGenAI } from '@google/genai';

export const name = 'gemini-menu';

const STORE = {
  root: { shelf: 'cellar', items: ['celeriac, nine kilograms, from Lund', 'black salsify, two crates'] },
  dairy: { shelf: 'cold room', items: ['goat curd, drained on Tuesday', 'buttermilk, four litres'] },
};
const DISHES = 'Celeriac baked in a salt crust with goat curd; black salsify in buttermilk; rye crumbs on both.';
const WINE = 'A dry cider from Skåne, cool but not cold, since the curd is sharp.';
const CARD = 'Selleri i saltdeg, getfärskost. Svartrot i kärnmjölk. Rågsmulor.';
const SHORTER = 'Saltbakad selleri. Svartrot, kärnmjölk.';

/** @type {import('../server.js').Model} */
export function model({ last, text, turn }) {
  if (last.includes('Shorten')) return SHORTER;
  if (last.includes('Translate')) return CARD;
  if (last.includes('drinks')) return WINE;
  if (turn === 0 && text.includes('functionDeclarations'))
    return {
      calls: [
        ['look_into', { group: 'root' }],
        ['look_into', { group: 'dairy' }],
      ],
    };
  return DISHES;
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const google = new GoogleGenAI({ apiKey: 'key', httpOptions: { baseUrl: server.url } });
  const model = 'gemini-2.5-flash';
  const tools = [
    {
      functionDeclarations: [
        {
          name: 'look_into',
          description: 'What the store holds',
          parametersJsonSchema: { type: 'object', properties: { group: { type: 'string' } } },
        },
      ],
    },
  ];
  const lookInto = tracer.tool(async ({ group }) => STORE[group], { name: 'look_into' });
  const generate = tracer.llm((request) => google.models.generateContent(request), { name: 'generate' });
  const pair = tracer.llm((contents) => google.models.generateContentStream({ model, contents }), { name: 'pair' });
  const chat = google.chats.create({ model });
  const say = tracer.llm(async (message) => (await chat.sendMessage({ message })).text, { name: 'say' });

  const plan = tracer.workflow(
    async (occasion) => {
      const contents = [{ role: 'user', parts: [{ text: `Plan three dishes for this occasion: ${occasion}` }] }];
      let answer = await generate({ model, contents: [...contents], config: { tools } });
      while (answer.functionCalls) {
        contents.push(answer.candidates[0].content);
        const parts = await Promise.all(
          answer.functionCalls.map(async ({ id, name, args }) => ({
            functionResponse: { id, name, response: await lookInto(args) },
          })),
        );
        contents.push({ role: 'user', parts });
        answer = await generate({ model, contents: [...contents], config: { tools } });
      }
      let drinks = '';
      for await (const { text } of await pair(`Which drinks go with this?\n\n${answer.text}`)) drinks += text;
      const swedish = await say(`Translate into Swedish, as a menu:\n${answer.text}`);
      return { swedish, short: await say('Shorten it by half.'), drinks };
    },
    { name: 'plan' },
  );
  return plan('the supper after the opening of the regatta, forty guests, half of them vegetarians');
}

export const spans = { plan: 1, generate: 2, look_into: 2, pair: 1, say: 2 };

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['plan', 'generate', 'input>input'],
  ['generate', 'look_into', 'output>input'],
  ['generate', 'look_into#2', 'output>input'],
  ['generate', 'generate#2', 'output>input'],
  ['look_into', 'generate#2', 'output>input'],
  ['look_into#2', 'generate#2', 'output>input'],
  ['generate#2', 'pair', 'output>input'],
  ['generate#2', 'say', 'output>input'],
  ['say', 'plan', 'output>output'],
  ['say#2', 'plan', 'output>output'],
  ['pair', 'plan', 'output>output'],
];
