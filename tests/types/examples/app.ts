// The app around the examples of the declarations: what they use and do not define. Type-checked with them, and loaded before they run.
const app = {
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
  ctx: { waitUntil: (promise: Promise<unknown>) => void promise },
  handle: async (request: Request) => new Response(request.url),
  index: { search: async (query: string) => [{ title: 'Keys', text: query }] },
  request: new Request('https://app.example/ask'),
  session: { userId: 'ann', token: async () => 'token' },
  worker: { postMessage: (message: unknown) => structuredClone(message) },
};

declare global {
  var client: typeof app.client;
  var ctx: typeof app.ctx;
  var handle: typeof app.handle;
  var index: typeof app.index;
  var request: typeof app.request;
  var session: typeof app.session;
  var worker: typeof app.worker;
}

Object.assign(globalThis, app, { fetch: async () => new Response() });
