// Scheduled events.
import { runEvent } from './run-event.js';

/** @param {import('./options.js').Settings} settings @param {any} controller @param {any} ctx @param {() => unknown} handle */
export function handleScheduled(settings, controller, ctx, handle) {
  return runEvent(settings, () => scheduledEvent(Object(controller)), ctx, handle);
}

/** @param {any} controller @returns {import('./run-event.js').Event} */
function scheduledEvent({ cron, scheduledTime }) {
  const time = new Date(scheduledTime);
  const attributes = {
    'faas.trigger': 'timer',
    'faas.cron': cron,
    'faas.time': Number.isNaN(time.getTime()) ? undefined : time.toISOString(),
  };
  return { name: 'scheduled', attributes, callers: [] };
}
