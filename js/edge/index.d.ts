/**
 * Traces handlers of requests and other events, where a runtime ends what outlives them: Workers, Durable Objects, Hono, Vercel Edge and Deno.
 * @module spanloom/edge
 */

export {
  type EdgeOptions,
  type HandlerOptions,
  instrument,
  instrumentDurableObject,
  middleware,
} from '../types/edge.js';
export { ConfigurationError } from '../types/errors.js';
