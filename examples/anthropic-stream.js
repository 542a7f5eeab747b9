// A streamed answer from documents, on Anthropic's messages, and a second call that is given the whole of it.
// npm install @anthropic-ai/sdk spanloom; ANTHROPIC_API_KEY=... node anthropic-stream.js
import Anthropic from '@anthropic-ai/sdk';
import { consoleExporter, init, llm, retrieval, task, workflow } from 'spanloom';

init({ service: 'garden-notes', exporters: [consoleExporter()] });

const anthropic = new Anthropic(); // reads ANTHROPIC_API_KEY and ANTHROPIC_BASE_URL
const settings = { model: 'claude-haiku-4-5', max_tokens: 500 };

const notes = [
  { title: 'Tomatoes', text: 'Tomatoes want a place against a south wall, and water at the root in the morning.' },
  { title: 'Beans', text: 'Sow runner beans after the last frost, two to a pole, and never where onions stood.' },
];

const search = retrieval(async (question) => notes.filter(({ title }) => question.includes(title.toLowerCase())), {
  name: 'search',
});

const prompt = task((question, found) => `Notes:\n${found.map(({ text }) => text).join('\n')}\n\n${question}`, {
  name: 'prompt',
});

const answer = llm((content) => anthropic.messages.stream({ ...settings, messages: [{ role: 'user', content }] }), {
  name: 'answer',
});

const title = llm(
  (text) =>
    anthropic.messages.create({ ...settings, messages: [{ role: 'user', content: `A title, please:\n${text}` }] }),
  { name: 'title' },
);

const ask = workflow(
  async (question) => {
    const stream = answer(prompt(question, await search(question)));
    stream.on('text', (text) => process.stdout.write(text)); // the reader sees it while it comes
    const text = await stream.finalText();
    const { content } = await title(text);
    return { title: content[0].text, text };
  },
  { name: 'ask' },
);

const { title: heading } = await ask('Where do I plant the tomatoes?');
console.log(`\n(${heading})`);
