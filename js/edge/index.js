// The entry point of spanloom/edge.
export { ConfigurationError } from '../base/errors.js';
export { instrumentDurableObject } from './durable-object.js';
export { instrument } from './instrument.js';
export { middleware } from './middleware.js';
