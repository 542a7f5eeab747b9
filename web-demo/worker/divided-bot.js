// The docs bot in two realms: the page searches and cites, a Worker answers. What is sent carries its lineage.
import { citeStep, searchSteps } from '../../examples/docs-bot/steps.js';

/**
 * @param {ReturnType<typeof import('../tracing/tracing.js').startTracing>} tracing
 * @param {ReturnType<typeof import('../../examples/docs-bot/index.js').createIndex>} index
 */
export function createDividedBot({ loom, keep, viewer, delivery }, index) {
  const worker = new Worker(new URL('./bot-worker.js', import.meta.url), { type: 'module' });
  const { spellcheck, embed, retrieve } = searchSteps(loom, index);
  const cite = citeStep(loom);

  const call = (job) =>
    new Promise((resolve, reject) => {
      worker.onerror = ({ message }) => reject(new Error(message || 'The Worker could not start'));
      worker.onmessage = ({ data: { spans, otlp, answer, error } }) => {
        if (spans) keep(spans);
        if (otlp) viewer.add(otlp);
        if (error) reject(error);
        if (answer) resolve(answer);
      };
      worker.postMessage({ job, delivery, context: loom.inject({}, { values: [job] }) });
    });

  return loom.workflow(
    async (question) => {
      const query = spellcheck(question);
      const hits = await (index.meaning ? retrieve(query, embed(query)) : retrieve(query));
      const { result, context } = await call({ query, hits });
      loom.extract(context);
      return cite(result.chunks, result.passages);
    },
    { name: 'ask' },
  );
}
