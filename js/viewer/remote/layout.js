import { startWorker } from './start-worker.js';

/** Bundlers recognise a worker by exactly this expression. */
const start = () => new Worker(new URL('./layout-worker.js', import.meta.url), { type: 'module' });

// @ts-expect-error only the bundle has this file
const load = () => import('./layout-worker.js');

/** @returns {Promise<Worker | MessagePort>} */
export const startLayout = () => startWorker(start, load);
