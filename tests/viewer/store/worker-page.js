// Runs in a page: reads a file through the store in its worker, and reports what it was told.
import { proxy, wrap } from '/comlink.js';

try {
  const worker = new Worker('/dist/viewer/store-worker.js', { type: 'module' });
  await new Promise((resolve, reject) => {
    worker.addEventListener('message', resolve, { once: true });
    worker.addEventListener('error', () => reject(new Error('the worker did not start')));
  });
  const linkerModule = async () => new Uint8Array(await (await fetch('/dist/linker.wasm')).arrayBuffer());
  const store = await wrap(worker).open(proxy(linkerModule));
  const told = [];
  await store.watch(proxy((summaries) => told.push(summaries.map(({ name }) => name))));
  const file = new File([await (await fetch('/spans')).arrayBuffer()], 'spans.jsonl.gz');
  const { problems, traces } = await store.add(file);
  const model = await store.trace(traces[0]);
  const { contents, origins } = await store.span(traces[0], model.spans.at(-1).spanId);
  while (told.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  await report({
    problems,
    traces,
    told,
    links: model.links.length,
    contents: contents.length,
    origins: origins.length,
  });
} catch (error) {
  await report({ error: String(error) });
}

function report(found) {
  return fetch('/report', { method: 'POST', body: JSON.stringify(found) });
}
