import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { asking, platform, timer } from './host.js';

const FOREIGN = readFileSync(new URL('foreign.js', import.meta.url), 'utf8');

/** @returns {{ host: import('./world.js').Host, close: () => void }} */
export function openHost() {
  const realm = createContext();
  runInContext(FOREIGN, realm);
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL('echo-node.js', import.meta.url));
  return {
    host: {
      turn: () => new Promise((resolve) => setImmediate(resolve)),
      timer,
      platform,
      message: asking((onAnswer) => {
        port2.on('message', onAnswer);
        return () => port1.postMessage(1);
      }),
      worker: asking((onAnswer) => {
        worker.on('message', onAnswer);
        return () => worker.postMessage(1);
      }),
      foreign: realm.foreign,
    },
    close() {
      port1.close();
      worker.terminate();
    },
  };
}
