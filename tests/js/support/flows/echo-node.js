import { parentPort } from 'node:worker_threads';

parentPort?.on('message', (id) => parentPort?.postMessage(id));
