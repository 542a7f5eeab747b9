// Compiles wherever there are types for `fetch`, whoever declares them.
import { type Exporter, extract, init, inject, llm, otlp, tracedFetch, traceFetch } from 'spanloom';

otlp({ url: new URL('https://collector.example'), fetch });
otlp({ fetch: (url, init) => fetch(url, init) });
init({ wasm: () => fetch('spanloom.wasm') });
init({ wasm: new URL('https://example.com/spanloom.wasm') });
export const exporter: Exporter = {
  encoding: 'otlp-json',
  async export({ body, contentType }, { signal }) {
    await fetch('https://collector.example', {
      method: 'POST',
      body,
      signal,
      headers: { 'content-type': contentType },
    });
  },
};
init({ propagate: { to: ['https://api.example', /internal/, (url) => url.endsWith('/ask')] } });
const request: typeof fetch = traceFetch(fetch, { propagate: { to: [] } });
export const status: Promise<number> = llm(() => tracedFetch('https://api.example'))().then((answer) => answer.status);
request('https://api.example', { method: 'POST' });
export const headers: Headers = inject(new Headers());
extract(headers).run(() => fetch('https://example.com', { headers: inject({}) }));
export const answer = (request: Request) => extract(request.headers).run(async () => new Response('answer'));
// @ts-expect-error a number is no address
otlp({ url: 5 });
// @ts-expect-error an answer is a Response
otlp({ fetch: async () => 5 });
