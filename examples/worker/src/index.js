// A Cloudflare Worker that answers questions about spanloom, with the same traced pipeline as in Node and in a page.
import { init, otlp } from 'spanloom';
import { createIndex } from '../../docs-bot/index.js';
import { createDocsBot } from '../../docs-bot/pipeline.js';
import sections from './corpus.json';

/** One per isolate, made at its first request: Workers allow no timers and no randomness before that. */
let bot;

function createBot({ OTLP_URL, OTLP_AUTHORIZATION }) {
  const headers = OTLP_AUTHORIZATION ? { authorization: OTLP_AUTHORIZATION } : {};
  const loom = init({ service: 'docs-worker', exporters: [otlp({ url: OTLP_URL, headers })] });
  return { loom, ask: createDocsBot(loom, createIndex(sections)) };
}

export default {
  async fetch(request, env, ctx) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== '/') return Response.json({ error: 'not found' }, { status: 404 });
    const text = searchParams.get('q')?.trim();
    if (!text) return Response.json({ error: 'ask with /?q=what+is+a+link' }, { status: 400 });
    bot ??= createBot(env);
    try {
      return Response.json(await bot.ask({ text }));
    } finally {
      ctx.waitUntil(bot.loom.flush());
    }
  },
};
