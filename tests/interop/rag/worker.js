// The Worker: finds chunks for the question, has a model answer, and composes the response. It says at /seen what its tracer saw.
import { init, memory, otlp, tracedFetch } from 'spanloom';
import { instrument } from 'spanloom/edge';
import { asJson, stepsOf } from './steps.js';

const ALLOWED = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type',
};
const seen = memory();
let tracer;

async function answer(request, { SERVICE }) {
  const { search, compose } = stepsOf(tracer);
  const query = await request.json();
  const chunks = await search(query);
  const response = await tracedFetch(`${SERVICE}/complete`, {
    method: 'POST',
    body: JSON.stringify({ ...query, chunks }),
  });
  return Response.json(compose(await response.json(), chunks), { headers: ALLOWED });
}

const app = instrument(
  {
    fetch: (request, env) =>
      request.method === 'OPTIONS' ? new Response(null, { status: 204, headers: ALLOWED }) : answer(request, env),
  },
  ({ COLLECTOR, SERVICE }) => {
    tracer = init({ service: 'worker', exporters: [seen, otlp({ url: COLLECTOR })], propagate: { to: [SERVICE] } });
    return { tracer, acceptTraceContext: true };
  },
);

export default {
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname !== '/seen') return app.fetch(request, env, ctx);
    await tracer.flush();
    return new Response(asJson(seen.spans));
  },
};
