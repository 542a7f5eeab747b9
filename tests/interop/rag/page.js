// The page: asks a question, and renders the answer.
import { init, memory, otlp, tracedFetch } from 'spanloom';
import { asJson, stepsOf } from './steps.js';

const { worker, collector } = Object.fromEntries(new URLSearchParams(location.search));
const seen = memory();
const tracer = init({
  service: 'page',
  exporters: [seen, otlp({ url: collector, store: false })],
  propagate: { to: [worker] },
});
const { read, render } = stepsOf(tracer);

const ask = tracer.workflow(
  async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await tracedFetch(`${worker}/ask`, { method: 'POST', headers, body: JSON.stringify(read()) });
    return render(await response.json());
  },
  { name: 'ask' },
);

async function main() {
  // Nobody asks before the core has loaded; what is sent until then says nothing of its lineage.
  while (!tracer.stats().core.isReady) await new Promise((resolve) => setTimeout(resolve, 10));
  const { shown } = await ask();
  document.body.textContent = shown;
  await tracer.flush();
  return { shown, spans: JSON.parse(asJson(seen.spans)) };
}

const result = await main().catch(({ stack }) => ({ error: stack }));
await fetch('/report', { method: 'POST', body: JSON.stringify(result) });
