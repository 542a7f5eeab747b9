// A Cloudflare Worker between apps and a backend: it receives OTLP, links the spans, and forwards them with their links.
// npm install spanloom wrangler
// npx wrangler dev linking-worker.js --compatibility-date 2026-06-01 --var OTLP_URL:https://backend.example/v1/traces
import { createLinker, OtlpError } from 'spanloom/core';

const GRACE = 2000;
/** A Worker has 128 MB. */
const linker = await createLinker({ grace: GRACE, maxBytes: 32 * 2 ** 20, maxTraceBytes: 4 * 2 ** 20 });

/** @param {Request} request */
function read({ headers, body }) {
  const isGzip = headers.get('content-encoding') === 'gzip';
  return new Response(isGzip ? body?.pipeThrough(new DecompressionStream('gzip')) : body).arrayBuffer();
}

/** Sends what is complete. @param {{ OTLP_URL: string, OTLP_AUTHORIZATION?: string }} env */
async function forward({ OTLP_URL, OTLP_AUTHORIZATION }) {
  await scheduler.wait(GRACE + 100);
  await linker.process();
  const key = OTLP_AUTHORIZATION ? { authorization: OTLP_AUTHORIZATION } : {};
  const headers = { 'content-type': 'application/x-protobuf', ...key };
  for (let body = linker.take({ maxBytes: 2 ** 20 }); body; body = linker.take({ maxBytes: 2 ** 20 })) {
    const { ok, status } = await fetch(OTLP_URL, { method: 'POST', headers, body });
    if (!ok) console.error(`the backend answered ${status}`);
  }
}

export default {
  async fetch(request, env, ctx) {
    try {
      linker.add(await read(request));
    } catch (error) {
      if (!(error instanceof OtlpError)) throw error;
      return new Response(error.message, { status: 400 });
    }
    ctx.waitUntil(forward(env));
    const type = request.headers.get('content-type') ?? '';
    return new Response(type.startsWith('application/json') ? '{}' : '', { headers: { 'content-type': type } });
  },
};
