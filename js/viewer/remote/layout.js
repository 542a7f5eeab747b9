import { startWorker } from './start-worker.js';

/** Bundlers recognise a worker by exactly this expression. @returns {Promise<Worker | MessagePort>} */
export const startLayout = () =>
  startWorker(
    () => new Worker(new URL('./layout-worker.js', import.meta.url), { type: 'module' }),
    // @ts-expect-error only the bundle has this file
    () => import('./layout-worker.js'),
  );
