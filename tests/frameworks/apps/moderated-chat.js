// A moderated conversation: messages are rebuilt with other text and the metadata they had, side flows see none of it, and all
// messages are instances of the same classes.
import { createOpenAI } from '@ai-sdk/openai';
import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import { generateText } from 'ai';

export const name = 'moderated-chat';

const SAID = [
  ['Where can I leave', 'Leave it with Torben Kjær at the depot, telephone 55 01 77 20, before six in the evening.'],
  ['And who pays', 'The sender pays, unless the parcel was refused at the door; then the depot writes a bill.'],
  ['Give this conversation', 'Parcel and postage'],
  ['Label', 'logistics'],
  ['Is there a', 'No holiday falls into this week.'],
  ['Auf Deutsch', 'Bis sechs Uhr im Depot abgeben; das Porto zahlt der Absender.'],
];

/** @type {import('../server.js').Model} */
export const model = ({ last, text }) =>
  SAID.find(([start]) => last.startsWith(start) || text.includes(`"text":"${start}`))?.[1] ?? '?';

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const baseURL = `${server.url}/v1`;
  const chatModel = new ChatOpenAI({ model: 'gpt-4o-mini', apiKey: 'key', maxRetries: 0, configuration: { baseURL } });
  const gpt = createOpenAI({ apiKey: 'key', baseURL }).chat('gpt-4o-mini');

  const answer = tracer.llm((messages) => chatModel.invoke(messages), { name: 'answer' });
  const redact = tracer.task(
    (message) => {
      const content = message.content.replace(/[\d ]{8,}/, ' [number] ');
      const { id, response_metadata, usage_metadata } = message;
      return new AIMessage({ id, content, response_metadata, usage_metadata });
    },
    { name: 'redact' },
  );
  const label = tracer.llm((messages) => chatModel.invoke(messages), { name: 'label' });
  const holiday = tracer.llm((messages) => generateText({ model: gpt, messages }), { name: 'holiday' });
  const title = tracer.llm((messages) => chatModel.invoke(messages), { name: 'title' });
  const translate = tracer.llm((messages) => generateText({ model: gpt, messages }), { name: 'translate' });
  const archive = tracer.tool(async (record) => ({ stored: record.lines.length }), { name: 'archive' });

  const talk = tracer.workflow(
    async (questions) => {
      const history = [new SystemMessage('You work at a parcel depot.')];
      const week = await holiday([{ role: 'user', content: 'Is there a holiday this week?' }]);
      await label([new SystemMessage('One word.'), new HumanMessage('Label the queue of tonight.')]);
      for (const question of questions) {
        history.push(new HumanMessage(question));
        history.push(redact(await answer([...history])));
      }
      const lines = history.slice(1).map(({ content }) => content);
      const heading = await title([new HumanMessage(`Give this conversation a title.\n${lines.join('\n')}`)]);
      await archive({ heading: heading.content, lines, model: 'gpt-4o-mini', holidays: week.text });
      const german = await translate([{ role: 'user', content: `Auf Deutsch, kurz:\n${lines[1]}\n${lines[3]}` }]);
      return german.text;
    },
    { name: 'talk' },
  );
  return talk([
    'Where can I leave a parcel for Jutland tonight?',
    'And who pays the postage if nobody is at home there?',
  ]);
}

export const spans = { talk: 1, answer: 2, redact: 2, label: 1, holiday: 1, title: 1, translate: 1, archive: 1 };

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['talk', 'answer', 'input>input'],
  ['answer', 'redact', 'output>input'],
  ['talk', 'answer#2', 'input>input'],
  ['redact', 'answer#2', 'output>input'],
  ['answer#2', 'redact#2', 'output>input'],
  ['talk', 'title', 'input>input'],
  ['redact', 'title', 'output>input'],
  ['redact#2', 'title', 'output>input'],
  ['talk', 'archive', 'input>input'],
  ['redact', 'archive', 'output>input'],
  ['redact#2', 'archive', 'output>input'],
  ['title', 'archive', 'output>input'],
  ['holiday', 'archive', 'output>input'],
  ['redact', 'translate', 'output>input'],
  ['redact#2', 'translate', 'output>input'],
  ['translate', 'talk', 'output>output'],
];
