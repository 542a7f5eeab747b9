// What the model APIs say at each of their paths.
import { message, messageEvents } from './anthropic.js';
import { GEMINI, generated, generatedEvents } from './gemini.js';
import { completion, completionEvents, embeddings, models } from './openai-chat.js';
import { response, responseEvents } from './openai-responses.js';
import { speech } from './speech.js';

/**
 * @typedef {Object} Protocol
 * @property {(answer: import('./answers.js').Answer, body: any) => object} [whole]
 * @property {(answer: import('./answers.js').Answer, body: any) => any[]} [events]
 * @property {(error: { message: string }) => object} [error] in the middle of events
 * @property {(event: any) => string | Uint8Array} [format]
 * @property {string} [type]
 */

/** @type {Record<string, Protocol>} */
export const PROTOCOLS = {
  '/v1/chat/completions': { whole: completion, events: completionEvents, error: (error) => ({ data: { error } }) },
  '/v1/responses': {
    whole: response,
    events: responseEvents,
    error: ({ message }) => ({ name: 'error', data: { type: 'error', code: 'server_error', message, param: null } }),
  },
  '/v1/messages': {
    whole: message,
    events: messageEvents,
    error: (error) => ({ name: 'error', data: { type: 'error', error } }),
  },
  '/v1/embeddings': { whole: embeddings },
  '/v1/speech': { events: speech, format: (bytes) => bytes },
  '/v1/audio/speech': { events: speech, format: (bytes) => bytes, type: 'application/octet-stream' },
  '/v1/models': { whole: models },
  [`/v1/models/${GEMINI}:generateContent`]: { whole: generated },
  [`/v1/models/${GEMINI}:streamGenerateContent`]: { events: generatedEvents },
};

export const serverSentEvent = ({ name, data }) =>
  `${name ? `event: ${name}\n` : ''}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
