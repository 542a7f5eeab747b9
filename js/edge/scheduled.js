// Scheduled events.
import { runEvent } from './run-event.js';

/** @param {import('./options.js').Settings} settings @param {any} controller @param {any} ctx @param {() => unknown} handle */
export function handleScheduled(settings, controller, ctx, handle) {
  const { cron, scheduledTime } = Object(controller);
  const attributes = {
    'faas.trigger': 'timer',
    'faas.cron': cron,
    'faas.time': new Date(scheduledTime).toISOString(),
  };
  return runEvent(settings, { name: 'scheduled', attributes, callers: [] }, ctx, handle);
}
