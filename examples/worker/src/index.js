// A Cloudflare Worker that answers questions about spanloom, with the same traced pipeline as in Node and in a page.
import * as spanloom from 'spanloom';
import { instrument } from 'spanloom/edge';
import { createIndex } from '../../docs-bot/index.js';
import { createDocsBot } from '../../docs-bot/pipeline.js';
import sections from './corpus.json';

/** What is wrapped before the first request is traced from then on. */
const ask = createDocsBot(spanloom, createIndex(sections));

const worker = {
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== '/') return Response.json({ error: 'not found' }, { status: 404 });
    const text = searchParams.get('q')?.trim();
    if (!text) return Response.json({ error: 'ask with /?q=what+is+a+link' }, { status: 400 });
    return Response.json(await ask({ text }));
  },
};

export default instrument(worker, ({ OTLP_URL, OTLP_AUTHORIZATION }) => ({
  service: 'docs-worker',
  exporters: [
    spanloom.otlp({ url: OTLP_URL, headers: OTLP_AUTHORIZATION ? { authorization: OTLP_AUTHORIZATION } : {} }),
  ],
}));
