// What is known of a thrown or rejected value, whatever it is. Reading it must not throw.

/** @typedef {{ type: string, message: string, stack?: string }} Failure */

const MAX_TYPE = 256;
const MAX_MESSAGE = 4096;
const MAX_STACK = 16_384;

/** @param {unknown} thrown @returns {Failure} */
export function describeFailure(thrown) {
  try {
    if (thrown !== null && typeof thrown === 'object') {
      const { name, message, stack, constructor: origin } = /** @type {any} */ (thrown);
      return {
        type: (text(name) ?? text(origin?.name) ?? 'Error').slice(0, MAX_TYPE),
        message: (text(message) ?? '').slice(0, MAX_MESSAGE),
        stack: text(stack)?.slice(0, MAX_STACK),
      };
    }
    return { type: typeof thrown, message: String(thrown).slice(0, MAX_MESSAGE) };
  } catch {
    return { type: 'Error', message: '' };
  }
}

/** @param {unknown} value */
const text = (value) => (typeof value === 'string' && value !== '' ? value : undefined);

/**
 * The attributes that say so: `error.type` of the general conventions, `exception.*` as OpenTelemetry and OpenInference have them.
 * @param {Failure} failure @returns {Record<string, unknown>}
 */
export const failureAttributes = ({ type, message, stack }) => ({
  'exception.type': type,
  'exception.message': message,
  'exception.stacktrace': stack,
});
