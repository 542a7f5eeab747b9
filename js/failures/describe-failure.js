// What is known of a thrown or rejected value, whatever it is, and of what caused it. Reading it must not throw.
import { awsAnswer, isOfProcess } from '#status';
import { captureForLater } from '../capture/capture-value.js';
import { cut } from '../capture/cut.js';
import { copyOf } from '../capture/plain.js';
import { dataOf, holderOf, isAccessor, isObject, isRecord, nameOf, own } from '../reading/data.js';
import { peek, readable, standInOf } from '../reading/observed.js';
import { brandOf, errorField } from '../reading/platform.js';

/**
 * Message and stack tell of causes, too; code and HTTP status are those of the nearest that has one.
 * @typedef {{ type: string, message: string, stack?: string, code?: string, status?: number }} Failure
 */
/** What may leave of a text, or of an object's members. It must not throw. @typedef {(value: unknown) => string | undefined} Show */

const MAX_NAME = 256;
const MAX_MESSAGE = 4096;
const MAX_STACK = 16_384;
/** That are told of in one failure. */
const MAX_ERRORS = 16;
/** Of members: what is long or cut, and an object or page as text. */
const WITHHELD = /^\s*[[{<]|…$|.{257}/s;

/**
 * Data of the value passes the mask and is cut afterwards; names of classes are code.
 * @param {unknown} thrown @param {Show} [show] @param {boolean} [isOpen] whether more may leave of what is no error than its class
 * @returns {Failure}
 */
export function describeFailure(
  thrown,
  show = (value) => captureForLater(value, MAX_STACK)?.toString(),
  isOpen = true,
) {
  try {
    const { trace, ...failure } = tell(thrown, show, isOpen, []);
    return failure;
  } catch {
    return { type: 'Error', message: '' };
  }
}

/**
 * @param {unknown} given @param {Show} show @param {boolean} isOpen @param {unknown[]} told so far: each is told of once
 * @returns {Failure & { trace: string }} the stack as it stands below another one
 */
function tell(given, show, isOpen, told) {
  told.push(given);
  const found = standInOf(given);
  // Errors of other realms are recognised by their brand, which Symbol.toStringTag can fake.
  const isError = found instanceof Error || (brandOf(found) === 'Error' && !(Symbol.toStringTag in found));
  const thrown = isOpen || isError ? found : {};
  const get = (/** @type {string} */ key) => fieldOf(thrown, key);
  /** @param {unknown} value */
  const data = (value) =>
    typeof value === 'number' || (typeof value === 'string' && value) ? show(String(value)) : undefined;
  // Some APIs say a type instead.
  let code = data(dataOf(thrown, 'code') ?? own(thrown, 'type'));
  /** @type {any} */
  let status = isOfProcess(thrown)
    ? undefined
    : [thrown, get('response'), awsAnswer(thrown)]
        .flatMap((holder) => ['status', 'statusCode'].map((key) => fieldOf(holder, key)))
        .find((/** @type {any} */ value) => Number.isInteger(value) && value >= 100 && value < 600);
  const ofClass = (isObject(found) && className(Object.getPrototypeOf(found))) || typeof given;
  const type = isError ? nameOfError(thrown, data, ofClass) : code && isRecord(thrown) ? code : ofClass;
  const said = isObject(thrown) ? get('message') : String(thrown);
  // Zod has its issues in words only for who asks.
  const message = show(said && !isObject(said) ? said : isError ? get('issues') : inShort(thrown)) ?? '';
  // An engine makes the text when it is asked for first, from these two.
  const stack = ['name', 'message'].some((key) => errorField(thrown, key, isAccessor) === true)
    ? undefined
    : data(errorField(thrown, 'stack'));
  // What an error came from, and what the body of an API's answer has of it.
  const chain = ['cause', 'lastError', !isError && isObject(get('error')) ? 'error' : ''].map(get);
  const messages = new Set();
  let traces = '';
  const errors = get('errors') ?? thrown;
  // As many as could be told of, and one more.
  const gathered = Array.from({ length: MAX_ERRORS + 1 }, (_, i) => peek(errors, i));
  for (const cause of [...chain, ...gathered]) {
    if (cause == null || told.includes(cause)) continue;
    if (told.length >= MAX_ERRORS) {
      messages.add('…');
      break;
    }
    const inner = tell(cause, show, isOpen, told);
    // Many repeat what they were caused by.
    if (!message.includes(inner.message)) messages.add(inner.message);
    traces += `\nCaused by: ${inner.trace}`;
    if (!chain.includes(cause)) continue;
    code ??= inner.code;
    status ??= inner.status;
  }
  // Some engines leave type and message out of it.
  const trace = join(
    stack?.includes(message) ? stack : `${type}: ${message}\n${stack ?? ''}`.trimEnd(),
    '',
    traces,
    MAX_STACK,
  );
  return {
    type: upTo(type, MAX_NAME),
    message: join(message, ': ', [...messages].join('; '), MAX_MESSAGE),
    stack: traces ? trace : upTo(stack, MAX_STACK),
    code: upTo(code, MAX_NAME),
    status,
    trace,
  };
}

/** @template {string | undefined} T @param {T} text @param {number} limit */
const upTo = (text, limit) => (text && text.length > limit ? cut(text, limit) : text);

/** Both, of which the second gets half of the room at most. @param {string} own @param {string} separator @param {string} causes @param {number} limit */
function join(own, separator, causes, limit) {
  const behind = causes && (own && separator) + upTo(causes, limit / 2);
  return upTo(own, limit - behind.length) + behind;
}

/** A field that no accessor of the user's gives. @param {unknown} thrown @param {string} key */
const fieldOf = (thrown, key) => errorField(readable(thrown), key, () => undefined);

/**
 * What an object says of itself in short words: its other members may be headers, settings and bodies, which hold secrets.
 * @param {object} thrown
 */
function inShort(thrown) {
  const data = copyOf(thrown, MAX_MESSAGE, { deepest: 1, isFair: true })?.data;
  if (!isObject(data)) return data;
  // Lists are told of one by one.
  const members = Object.entries(Array.isArray(data) ? [] : data).filter(
    ([, member]) => !WITHHELD.test(String(member)),
  );
  return members[0] && Object.fromEntries(members);
}

/**
 * Only an error's `name` is its type. A name that does not come from the class that is called so is data, which passes the mask.
 * @param {object} error @param {(value: unknown) => string | undefined} data @param {string} ofClass
 */
function nameOfError(error, data, ofClass) {
  const name = errorField(error, 'name', isAccessor);
  const holder = holderOf(error, 'name');
  const isInherited = holder !== error && name && name === className(holder);
  if (!isInherited) return data(name) || ofClass;
  // Many SDKs give their classes no other name, and a minified one says nothing.
  return name === 'Error' && ofClass.endsWith(name) ? ofClass : String(name);
}

/** The name of the class that has this prototype. @param {unknown} prototype */
const className = (prototype) => nameOf(dataOf(prototype, 'constructor'));

/** `exception.*` as OpenTelemetry and OpenInference have them, on the event and on the span. @param {Failure} failure @returns {Record<string, unknown>} */
export const exceptionAttributes = ({ type, message, stack }) => ({
  'exception.type': type,
  'exception.message': message,
  'exception.stacktrace': stack,
});

/** Those of the span; `error.type` and the status are of the general conventions, `error.code` is Elastic's. @param {Failure} failure */
export const failureAttributes = (failure) => ({
  'error.type': failure.type,
  'error.code': failure.code,
  'http.response.status_code': failure.status,
  ...exceptionAttributes(failure),
});
