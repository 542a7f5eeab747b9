// A thread with one shard: answers each message with one, in order.
import { parentPort, workerData } from 'node:worker_threads';
import { openShard } from './shard.js';

/** @typedef {import('./shard.js').Shard} Shard */
/** A method of a shard, and what it gets. @typedef {{ method: 'add' | 'finish' | 'take' | 'stats', args: any[] }} Question */

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
const { share, encoding, settings } = workerData;
const shard = openShard(share, encoding, settings);
/** @type {Promise<unknown>} */
let last = shard;

port.on('message', (/** @type {Question} */ question) => {
  last = last.then(() => answer(question));
});

/** @param {Question} question */
async function answer({ method, args }) {
  try {
    const value = await /** @type {any} */ (await shard)[method](...args);
    port.postMessage({ value }, buffersOf(value));
  } catch (error) {
    port.postMessage({ error });
  }
}

/** What can be moved instead of copied: buffers that belong to one request. @param {any} value @returns {ArrayBuffer[]} */
const buffersOf = (value) =>
  (Array.isArray(value?.requests) ? value.requests : [value]).flatMap((/** @type {any} */ request) =>
    request instanceof Uint8Array && request.buffer.byteLength === request.byteLength ? [request.buffer] : [],
  );
