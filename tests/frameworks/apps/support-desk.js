// A support desk in classes: decorated methods, a cache that hands one object to two flows, and settings that all steps share.
import OpenAI from 'openai';

export const name = 'support-desk';

const CUSTOMERS = {
  'C-5521': { id: 'C-5521', name: 'Ilse Brandt', plan: 'family', devices: ['router Halma 4', 'repeater Halma mini'] },
};
const ARTICLES = [
  {
    id: 'kb-7',
    topic: 'wifi',
    body: 'A repeater belongs halfway between the router and the room, not into the room itself.',
  },
  {
    id: 'kb-9',
    topic: 'invoice',
    body: 'The first invoice covers the days since activation, so that it differs from the ones after it.',
  },
];
const SYSTEM =
  'You work for the support desk of Fjordnet. Be brief, be kind, never promise a date, and sign as Fjordnet.';

/** @type {import('../server.js').Model} */
export function model({ body: { messages }, last }) {
  if (messages[0].content !== SYSTEM) return last.includes('invoice') ? 'invoice' : 'wifi';
  if (last.startsWith('Join'))
    return 'Hello Ilse, move the repeater into the corridor; the invoice is right as it is. Fjordnet';
  return last.includes('repeater belongs')
    ? 'Put the repeater into the corridor.'
    : 'Your bill started in the middle of the month.';
}

/** @param {new () => any} Class @param {Record<string, (method: Function) => Function>} decorators */
function decorate({ prototype }, decorators) {
  for (const [name, decorator] of Object.entries(decorators)) prototype[name] = decorator(prototype[name]);
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const settings = {
    model: 'gpt-4o-mini',
    temperature: 0,
    top_p: 1,
    user: 'support-desk',
    metadata: { team: 'care-north' },
  };

  class Models {
    openai = new OpenAI({ apiKey: 'key', baseURL: `${server.url}/v1` });
    route(request) {
      return this.openai.chat.completions.create(request).then(({ choices }) => choices[0].message.content);
    }
    answer(request) {
      return this.openai.chat.completions.create(request);
    }
  }
  decorate(Models, { route: tracer.llm({ name: 'route' }), answer: tracer.llm({ name: 'answer' }) });

  class Directory {
    cache = new Map();
    async customer(id) {
      if (!this.cache.has(id)) this.cache.set(id, structuredClone(CUSTOMERS[id]));
      return this.cache.get(id);
    }
    async articles(topic) {
      return ARTICLES.filter((article) => article.topic === topic);
    }
  }
  decorate(Directory, {
    customer: tracer.tool({ name: 'customer' }),
    articles: tracer.retrieval({ name: 'articles' }),
  });

  class Desk {
    models = new Models();
    directory = new Directory();
    async handle(question, customerId) {
      const topic = await this.models.route({
        ...settings,
        messages: [
          { role: 'system', content: 'Name the topic in one word.' },
          { role: 'user', content: question },
        ],
      });
      const customer = await this.directory.customer(customerId);
      const [article] = await this.directory.articles(topic);
      const { choices } = await this.models.answer({
        ...settings,
        messages: [
          { role: 'system', content: SYSTEM },
          { role: 'user', content: `Customer: ${JSON.stringify(customer)}\nArticle: ${article.body}\n\n${question}` },
        ],
      });
      return { topic, text: choices[0].message.content };
    }
    async mail(questions, customerId) {
      const answers = await Promise.all(questions.map((question) => this.handle(question, customerId)));
      const { name } = await this.directory.customer(customerId);
      const { choices } = await this.models.answer({
        ...settings,
        messages: [
          { role: 'system', content: SYSTEM },
          { role: 'user', content: `Join these for ${name}:\n${answers.map(({ text }) => text).join('\n')}` },
        ],
      });
      return choices[0].message.content;
    }
  }
  decorate(Desk, { handle: tracer.agent({ name: 'handle' }), mail: tracer.workflow({ name: 'mail' }) });

  return new Desk().mail(
    [
      'Why do I have no signal in the nursery although there is a repeater in it?',
      'Why is my first invoice lower than the second?',
    ],
    'C-5521',
  );
}

export const spans = { mail: 1, handle: 2, route: 2, customer: 3, articles: 2, answer: 3 };

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ...['', '#2'].flatMap(
    (n) =>
      /** @type {import('../score.js').Edge[]} */ ([
        ['mail', `handle${n}`, 'input>input'],
        [`handle${n}`, `route${n}`, 'input>input'],
        [`handle${n}`, `customer${n}`, 'input>input'],
        [`route${n}`, `articles${n}`, 'output>input'],
        [`customer${n}`, `answer${n}`, 'output>input'],
        [`articles${n}`, `answer${n}`, 'output>input'],
        [`handle${n}`, `answer${n}`, 'input>input'],
        [`answer${n}`, `handle${n}`, 'output>output'],
        [`handle${n}`, 'answer#3', 'output>input'],
        [`route${n}`, `handle${n}`, 'output>output'],
      ]),
  ),
  ['mail', 'customer#3', 'input>input'],
  ['customer#3', 'answer#3', 'output>input'],
  ['answer#3', 'mail', 'output>output'],
];
