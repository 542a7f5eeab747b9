// A town's desk on Hono: a log and a log-in as middleware, JSON and an event stream, several requests at once, and a worker
// beside them that takes jobs from a shared list.
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import { streamSSE } from 'hono/streaming';
import OpenAI from 'openai';

export const name = 'town-desk';

const TOKENS = {
  'tk-71': { user: 'U-5508', person: 'Maren Aasgaard', district: 'Nordhavn', language: 'nb' },
  'tk-72': { user: 'U-6120', person: 'Tewodros Haile', district: 'Bryggen', language: 'am' },
};
const COMPLAINT = 'The drain in front of the bakery has been overflowing since Sunday, and it freezes over at night.';
const SORTED = { category: 'drainage', urgency: 'within a day', place: 'in front of the bakery on Skippergata' };
const OFFICES = {
  drainage: { office: 'Water and sewers', desk: 'W-3', duty: 'pumps, gullies and manholes; salts what froze' },
};
const LETTER = 'A crew with a pump comes before noon, and salts the pavement for as long as it runs over.';
const NOTICES = [
  { notice: 'N-118', text: 'Skippergata is closed to cars from the 3rd to the 9th while the gas main is renewed.' },
  { notice: 'N-121', text: 'Bus 4 halts at the fish hall instead of the customs house until the works are over.' },
];
const BRIEFING = 'No cars in Skippergata until the 9th; take bus 4 from the fish hall.';
const FORM = 'Applicants enclose proof of residence that is not older than three months.';
const TERMS = [{ term: 'proof of residence', say: 'bostedsattest' }];
const TRANSLATED = 'Søkere legger ved en bostedsattest fra de siste tre månedene.';

/** @type {import('../server.js').Model} */
export function model({ body: { messages, stream } }) {
  if (stream) return BRIEFING;
  if (messages[0].content.startsWith('Sort')) return JSON.stringify(SORTED);
  return messages[0].content.startsWith('Translate') ? TRANSLATED : LETTER;
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const openai = new OpenAI({ apiKey: 'key', baseURL: `${server.url}/v1` });
  const chat = async (system, content) => {
    const messages = [
      { role: 'system', content: system },
      { role: 'user', content },
    ];
    const { choices } = await openai.chat.completions.create({ model: 'gpt-4o-mini', messages });
    return choices[0].message.content;
  };

  const authorize = tracer.tool(
    (header) => {
      const user = TOKENS[header?.replace('Bearer ', '')];
      if (!user) throw new HTTPException(401, { message: 'Who are you?' });
      return user;
    },
    { name: 'authorize' },
  );
  const sort = tracer.llm(async (text) => JSON.parse(await chat('Sort the complaint, as JSON.', text)), {
    name: 'sort',
  });
  const office = tracer.retrieval(async (category) => OFFICES[category], { name: 'office' });
  const ticket = tracer.task((user, sorted) => ({ ticket: 'T-20931', for: user.user, place: sorted.place }), {
    name: 'ticket',
  });
  const letter = tracer.llm(
    (text, { office, duty }) => chat('Write one sentence to the citizen.', `${office} does ${duty}.\n\n${text}`),
    { name: 'letter' },
  );
  const post = tracer.tool(async (to, body) => ({ to, bytes: body.length }), { name: 'post' });
  const handle = tracer.agent(async ({ text, user, office }) => post(user, await letter(text, office)), {
    name: 'handle',
  });
  const notices = tracer.retrieval(async (street) => NOTICES.filter(({ text }) => street && text), { name: 'notices' });
  const brief = tracer.llm(
    async function* (district, list) {
      const messages = [
        { role: 'system', content: `Brief the people of ${district}.` },
        { role: 'user', content: list.map(({ notice, text }) => `${notice}: ${text}`).join('\n') },
      ];
      const stream = await openai.chat.completions.create({ model: 'gpt-4o-mini', messages, stream: true });
      for await (const { choices } of stream) yield choices[0]?.delta.content ?? '';
    },
    { name: 'brief' },
  );
  const glossary = tracer.retrieval(async (language) => (language === 'nb' ? TERMS : []), { name: 'glossary' });
  const translate = tracer.llm(
    (text, terms) => chat(`Translate. ${terms.map(({ term, say }) => `"${term}" is "${say}".`).join(' ')}`, text),
    { name: 'translate' },
  );

  const jobs = [];
  const app = new Hono();
  app.use(
    createMiddleware((c, next) => tracer.trace({ name: `${c.req.method} ${c.req.path}`, kind: 'workflow' }, next)),
  );
  app.use(
    createMiddleware(async (c, next) => {
      c.set('user', authorize(c.req.header('authorization')));
      await next();
    }),
  );
  app.post('/complaints', async (c) => {
    const { text } = await c.req.json();
    const user = c.get('user');
    const sorted = await sort(text);
    const receipt = ticket(user, sorted);
    const job = { text, user: user.user, office: await office(sorted.category) };
    const span = tracer.currentSpan();
    jobs.push(() => (span ? span.run(() => handle(job)) : handle(job)));
    return c.json(receipt, 202);
  });
  app.get('/notices', (c) =>
    streamSSE(c, async (stream) => {
      const { district } = c.get('user');
      for await (const data of brief(district, await notices(c.req.query('street')))) await stream.writeSSE({ data });
    }),
  );
  app.post('/translations', async (c) => {
    const { text } = await c.req.json();
    return c.json({ text: await translate(text, await glossary(c.get('user').language)) });
  });

  let isOpen = true;
  const worker = (async () => {
    const done = [];
    while (isOpen || jobs.length > 0) {
      const next = jobs.shift();
      if (next) done.push(await next());
      else await new Promise(setImmediate);
    }
    return done;
  })();

  const ask = async (path, token, body) => {
    const init = { headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } };
    const response = await app.request(path, body ? { ...init, method: 'POST', body: JSON.stringify(body) } : init);
    return [response.status, await response.text()];
  };
  const answers = await Promise.all([
    ask('/complaints', 'tk-71', { text: COMPLAINT }),
    ask('/notices?street=Skippergata', 'tk-72'),
    ask('/translations', 'tk-71', { text: FORM }),
    ask('/complaints', 'tk-99', { text: COMPLAINT }),
  ]);
  isOpen = false;
  return [answers, await worker];
}

export const spans = {
  'POST /complaints': 2,
  'GET /notices': 1,
  'POST /translations': 1,
  authorize: 4,
  sort: 1,
  office: 1,
  ticket: 1,
  handle: 1,
  letter: 1,
  post: 1,
  notices: 1,
  brief: 1,
  glossary: 1,
  translate: 1,
};

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['sort', 'office', 'output>input'],
  ['authorize', 'ticket', 'output>input'],
  ['sort', 'ticket', 'output>input'],
  ['authorize', 'handle', 'output>input'],
  ['office', 'handle', 'output>input'],
  ['handle', 'letter', 'input>input'],
  ['handle', 'post', 'input>input'],
  ['letter', 'post', 'output>input'],
  ['post', 'handle', 'output>output'],

  ['notices', 'brief', 'output>input'],
  ['authorize#2', 'brief', 'output>input'],

  ['authorize#3', 'glossary', 'output>input'],
  ['glossary', 'translate', 'output>input'],
];

// What a step throws goes up by way of Hono's context.
/** @type {import('../score.js').Edge[]} */
export const optional = [['authorize#4', 'POST /complaints#2', 'output>output']];
