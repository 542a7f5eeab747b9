// Batches of messages. `inject` may have written into a message.
import { runEvent } from './run-event.js';

/** @param {import('./options.js').Settings} settings @param {any} batch @param {any} ctx @param {() => unknown} handle */
export function handleQueue(settings, batch, ctx, handle) {
  const { queue, messages = [] } = Object(batch);
  const attributes = {
    'messaging.system': 'cloudflare_queues',
    'messaging.operation.name': 'process',
    'messaging.operation.type': 'process',
    'messaging.destination.name': queue,
    'messaging.batch.message_count': messages.length,
    'messaging.message.id': messages.length === 1 ? messages[0].id : undefined,
  };
  const callers = Array.from(messages, (/** @type {any} */ message) => ({
    source: message,
    carrier: message.body,
    values: [message.body],
  })).filter(({ carrier }) => Object(carrier) === carrier);
  return runEvent(settings, { name: `process ${queue}`, attributes, callers }, ctx, handle);
}
