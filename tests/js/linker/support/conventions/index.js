import { aiSdk } from './ai-sdk.js';
import { genai, genaiContentEvents, genaiDetails, genaiEventContent, genaiEvents, genaiLogs } from './genai.js';
import { openinference } from './openinference.js';
import { traceloop } from './traceloop.js';
import { datadog, langfuse, langsmith, logfire } from './vendors.js';

/** How the steps of a program are recorded. @type {Record<string, import('../otlp.js').Convention>} */
export const CONVENTIONS = {
  openinference,
  genai,
  'genai-details': genaiDetails,
  'genai-logs': genaiLogs,
  'genai-events': genaiEvents,
  'genai-event-content': genaiEventContent,
  'genai-content-events': genaiContentEvents,
  'ai-sdk': aiSdk,
  traceloop,
  langfuse,
  langsmith,
  datadog,
  logfire,
};
