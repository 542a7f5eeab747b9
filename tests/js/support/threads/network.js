// Processes that a pipeline's steps are spread over, and what their tracers found.
import { Worker } from 'node:worker_threads';
import { question } from './values.js';

/** @typedef {{ name: string, spanId: string, traceId: string, process: number, links: any[] }} Span */

/** @param {number} count */
export async function openNetwork(count) {
  const workers = Array.from(
    { length: count },
    (_, own) => new Worker(new URL('./worker.js', import.meta.url), { workerData: { own } }),
  );
  /** The next message of a type from a worker, for this side. @param {Worker} worker @param {string} type @returns {Promise<any>} */
  const next = (worker, type) =>
    new Promise((resolve, reject) => {
      const done = (/** @type {any} */ message) => {
        if (message.type !== type) return;
        worker.off('message', done);
        worker.off('error', reject);
        resolve(message);
      };
      worker.on('message', done);
      worker.once('error', reject);
    });
  for (const worker of workers) {
    worker.on('message', (message) => message.to !== undefined && workers[message.to].postMessage(message));
  }
  const list = (await Promise.all(workers.map((worker) => next(worker, 'listening')))).map(({ port }) => port);
  for (const worker of workers) worker.postMessage({ type: 'ports', list });

  return {
    /** @param {import('./plan.js').StepPlan} root @returns {Promise<{ spans: Span[], errors: string[] }>} */
    async run(root) {
      const ran = next(workers[0], 'ran');
      workers[0].postMessage({ type: 'run', root, asked: question(root) });
      const { failure } = await ran;
      if (failure) throw new Error(failure);
      const reports = workers.map((worker) => next(worker, 'report'));
      for (const worker of workers) worker.postMessage({ type: 'report' });
      const all = await Promise.all(reports);
      return { spans: all.flatMap(({ spans }) => spans), errors: all.flatMap(({ errors }) => errors) };
    },
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}
