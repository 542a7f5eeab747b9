// OTLP requests from what a convention records of a step.
import { wireAttributes, wireValue } from '../../support/any-value.js';

/** @typedef {import('./steps.js').Step} Step */
/**
 * What an instrumentation records of a step. Attributes, events and bodies are plain values.
 * @typedef {Object} Recorded
 * @property {string} name
 * @property {number} [kind] of OTLP; 1 by default
 * @property {Record<string, unknown>} attributes
 * @property {{ name: string, time: bigint, attributes: Record<string, unknown> }[]} [events]
 * @property {{ name: string, time: bigint, attributes: Record<string, unknown>, body?: unknown }[]} [logs]
 */
/** @typedef {{ scope: string, record(step: Step): Recorded }} Convention */

const RESOURCE = { attributes: wireAttributes({ 'service.name': 'app', 'telemetry.sdk.language': 'nodejs' }) };

/**
 * @param {Step[]} steps @param {Convention} convention
 * @returns {{ traces: any, logs: any | undefined }} requests in OTLP's JSON, parsed. Spans stand in order of their end.
 */
export function requestsOf(steps, { scope, record }) {
  /** @type {any[]} */
  const spans = [];
  /** @type {any[]} */
  const logRecords = [];
  for (const step of [...steps].sort((a, b) => Number(a.end - b.end))) {
    const { traceId, spanId, parentId, start, end, error } = step;
    const { name, kind = 1, attributes, events = [], logs = [] } = record(step);
    spans.push({
      traceId,
      spanId,
      ...(parentId && { parentSpanId: parentId }),
      name,
      kind,
      startTimeUnixNano: `${start}`,
      endTimeUnixNano: `${end}`,
      attributes: wireAttributes(attributes),
      events: [...events, ...exceptionEvent(step)].map((event) => ({
        timeUnixNano: `${event.time}`,
        name: event.name,
        attributes: wireAttributes(event.attributes),
      })),
      status: error === undefined ? {} : { code: 2, message: error },
    });
    for (const log of logs) {
      logRecords.push({
        timeUnixNano: `${log.time}`,
        observedTimeUnixNano: `${log.time}`,
        severityNumber: 9,
        eventName: log.name,
        ...(log.body !== undefined && { body: wireValue(log.body) }),
        attributes: wireAttributes({ 'event.name': log.name, ...log.attributes }),
        traceId,
        spanId,
      });
    }
  }
  const shell = { scope: { name: scope, version: '1.0.0' } };
  return {
    traces: { resourceSpans: [{ resource: RESOURCE, scopeSpans: [{ ...shell, spans }] }] },
    logs:
      logRecords.length > 0
        ? { resourceLogs: [{ resource: RESOURCE, scopeLogs: [{ ...shell, logRecords }] }] }
        : undefined,
  };
}

/** As the SDKs' recordException() has it. @param {Step} step */
function exceptionEvent({ error, end }) {
  if (error === undefined) return [];
  return [{ name: 'exception', time: end, attributes: { 'exception.type': 'Error', 'exception.message': error } }];
}
