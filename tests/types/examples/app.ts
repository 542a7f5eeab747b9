// The app around the examples of the declarations: what they use and do not define. Type-checked with them, and loaded before they run.
const app = {
  OpenAI: class {
    constructor(readonly options: { fetch: typeof fetch }) {}
  },
  answer: async (question: string) => `About ${question}: create the second key first.`,
  client: {
    chat: {
      completions: {
        create: async (request: { model: string; messages: { role: string; content: string }[] }) => ({
          model: request.model,
          choices: [{ message: { role: 'assistant', content: 'Create the second key first.' } }],
          usage: { prompt_tokens: 12, completion_tokens: 6, total_tokens: 18 },
        }),
      },
    },
  },
  config: { datadogKey: 'key' },
  ctx: { waitUntil: (promise: Promise<unknown>) => void promise },
  embed: async (text: string) => [text.length],
  handle: async (request: Request) => new Response(request.url),
  index: { search: async (query: string) => [{ title: 'Keys', text: query }] },
  message: { job: { id: 7, text: 'What was found about the keys.' } },
  queue: { send: async (message: object) => void structuredClone(message) },
  request: new Request('https://app.example/ask'),
  session: { userId: 'ann', token: async () => 'token' },
  worker: { postMessage: (message: unknown) => structuredClone(message) },
};

declare global {
  var OpenAI: typeof app.OpenAI;
  var answer: typeof app.answer;
  var client: typeof app.client;
  var config: typeof app.config;
  var ctx: typeof app.ctx;
  var embed: typeof app.embed;
  var handle: typeof app.handle;
  var index: typeof app.index;
  var message: typeof app.message;
  var queue: typeof app.queue;
  var request: typeof app.request;
  var session: typeof app.session;
  var worker: typeof app.worker;
}

Object.assign(globalThis, app, { fetch: async () => new Response() });
