// Describes a thrown or rejected value and its causes, bounded, as a span's failure. Never throws.
import { captureForLater } from '../capture/capture-value.js';
import { cut } from '../capture/cut.js';
import { isObject } from '../reading/data.js';
import { peek } from '../reading/observed.js';
import { fieldOf, readThrown } from './read-thrown.js';

/**
 * Message and stack include those of the causes. Code and HTTP status are those of the nearest that has one.
 * @typedef {{ type: string, message: string, stack?: string, code?: string, status?: number, isAnswer?: boolean }} Failure `isAnswer`: it is the status of an answer, and nothing was thrown
 */
/** @typedef {import('./read-thrown.js').Show} Show */
/** A failure with its stack as it is printed as a cause. @typedef {Failure & { trace: string }} Described */

const MAX_NAME = 256;
const MAX_MESSAGE = 4096;
const MAX_STACK = 16_384;
/** In one failure, causes included. */
const MAX_ERRORS = 16;

/**
 * @param {unknown} thrown @param {Show} [show] masks data; what it returns is truncated afterwards
 * @param {boolean} [isOpen] whether more than its class may be exported of a value that is no error
 * @returns {Failure}
 */
export function describeFailure(
  thrown,
  show = (value) => captureForLater(value, MAX_STACK)?.toString(),
  isOpen = true,
) {
  try {
    const { trace, ...failure } = describeWithCauses(thrown, show, isOpen, []);
    return failure;
  } catch {
    return { type: 'Error', message: '' };
  }
}

/**
 * @param {unknown} given @param {Show} show @param {boolean} isOpen @param {unknown[]} seen the values described so far, each once
 * @returns {Described}
 */
function describeWithCauses(given, show, isOpen, seen) {
  seen.push(given);
  const { thrown, isError, type, message, stack, ...found } = readThrown(given, show, isOpen);
  let { code, status } = found;
  const messages = new Set();
  let traces = '';
  const chain = chainOf(thrown, isError);
  for (const cause of [...chain, ...collectedIn(thrown)]) {
    if (cause == null || seen.includes(cause)) continue;
    if (seen.length >= MAX_ERRORS) {
      messages.add('…');
      break;
    }
    const inner = describeWithCauses(cause, show, isOpen, seen);
    // Many errors repeat the message of their cause.
    if (!message.includes(inner.message)) messages.add(inner.message);
    traces += `\nCaused by: ${inner.trace}`;
    if (!chain.includes(cause)) continue;
    code ??= inner.code;
    status ??= inner.status;
  }
  // The stacks of some engines lack type and message.
  const own = stack?.includes(message) ? stack : `${type}: ${message}\n${stack ?? ''}`.trimEnd();
  const trace = join(own, '', traces, MAX_STACK);
  return {
    type: truncate(type, MAX_NAME),
    message: join(message, ': ', [...messages].join('; '), MAX_MESSAGE),
    stack: traces ? trace : truncate(stack, MAX_STACK),
    code: truncate(code, MAX_NAME),
    status,
    trace,
  };
}

/** Returns the causes of an error, or the error in the body of an API's answer. @param {unknown} thrown @param {boolean} isError */
function chainOf(thrown, isError) {
  const causes = [fieldOf(thrown, 'cause'), fieldOf(thrown, 'lastError')];
  const error = isError ? undefined : fieldOf(thrown, 'error');
  return isObject(error) ? [...causes, error] : causes;
}

/** Returns the errors that are collected in a value, as in an AggregateError: as many as may be described, and one more. @param {unknown} thrown */
function collectedIn(thrown) {
  const errors = fieldOf(thrown, 'errors') ?? thrown;
  return Array.from({ length: MAX_ERRORS + 1 }, (_, i) => peek(errors, i));
}

/** @template {string | undefined} T @param {T} text @param {number} limit */
const truncate = (text, limit) => (text && text.length > limit ? cut(text, limit) : text);

/** Joins two texts. The second gets at most half of the limit. @param {string} own @param {string} separator @param {string} causes @param {number} limit */
function join(own, separator, causes, limit) {
  const suffix = causes && (own && separator) + truncate(causes, limit / 2);
  return truncate(own, limit - suffix.length) + suffix;
}

/** OpenTelemetry's and OpenInference's `exception.*`, on the event and on the span. @param {Failure} failure @returns {Record<string, unknown>} */
export const exceptionAttributes = ({ type, message, stack }) => ({
  'exception.type': type,
  'exception.message': message,
  'exception.stacktrace': stack,
});

/** The span's attributes: `error.type` and the status are OpenTelemetry's, `error.code` is Elastic's. @param {Failure} failure */
export const failureAttributes = (failure) => ({
  'error.type': failure.type,
  'error.code': failure.code,
  'http.response.status_code': failure.status,
  ...exceptionAttributes(failure),
});
