// Batches of messages. `inject` may have written into a message.
import { runEvent } from './run-event.js';

/** @param {import('./options.js').Settings} settings @param {any} batch @param {any} ctx @param {() => unknown} handle */
export function handleQueue(settings, batch, ctx, handle) {
  return runEvent(settings, () => batchEvent(Object(batch)), ctx, handle);
}

/** @param {any} batch @returns {import('./run-event.js').Event} */
function batchEvent({ queue, messages }) {
  const all = Array.from(messages ?? [], Object);
  const attributes = {
    'messaging.system': 'cloudflare_queues',
    'messaging.operation.name': 'process',
    'messaging.operation.type': 'process',
    'messaging.destination.name': queue,
    'messaging.batch.message_count': all.length,
    'messaging.message.id': all.length === 1 ? all[0].id : undefined,
  };
  const callers = all
    .map((message) => ({ source: message, carrier: message.body, values: [message.body] }))
    .filter(({ carrier }) => Object(carrier) === carrier);
  return { name: `process ${queue}`, attributes, callers };
}
