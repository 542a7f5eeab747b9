// Shows objects that hold sockets, headers or secrets by name only. They are recognized by their members, because class names are often minified; only the
// bindings of Workers are recognized by name. Pages have no such objects.
import { dataOf, isAccessor, nameOf, propertyOf } from '../reading/data.js';
import { isPlain } from '../reading/observed.js';

/** Bindings of Workers, whose classes belong to the runtime. Users' classes may also have the short names. */
const BINDING = /^(KvNamespace|D1Database|R2Bucket|DurableObjectNamespace|Fetcher|(Worker)?Queue|Ai|Vectorize.*)$/;
const SHORT = 7;
const EMITS = ['emit', '_emit'];
const CONTEXT = '[ExecutionContext]';
const ENV = '[Env]';
const COPIED_MESSAGE = 9;
const VARIABLE = /^[A-Z][A-Z0-9_]*$/;
/** Names of environment variables that hold a secret: API_KEY, AWS_ACCESS_KEY_ID, PGPASSWORD, GH_PAT. */
const SECRET = new RegExp(
  [
    '(API|SECRET|PRIVATE|ACCESS|ENCRYPTION|SIGNING)_?KEY',
    '(^|_)KEYS?(_ID|_\\d+)?$',
    'PASSW(OR)?D(_|$)',
    '(^|_)(TOKENS?|SECRETS?|CREDENTIALS?|DSN|BEARER)(_|$)',
    '(^|_)(PASS|PWD|PASSPHRASE|PAT|JWT|AUTH|AUTHORIZATION|COOKIE|SK|WEBHOOK(_URL)?|CONNECTION_STRING)$',
  ].join('|'),
);
/** A URL that contains a password. */
const WITH_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^/@\s]*:[^/@\s]*@/i;
const LAST_CAPITAL = 90;

/** The value of an accessor is unknown, so an accessor counts as a match. @param {object} object @param {string} key @param {'function' | 'object'} type */
function has(object, key, type) {
  const found = propertyOf(object, key);
  return found && (isAccessor(found) || typeof found.value === type);
}

/** The execution context of a Worker, or the state of a Durable Object. @param {object} object */
const isContext = (object) => has(object, 'waitUntil', 'function');

/** Node's streams and messages, servers, database clients and their records, event streams of API clients. @param {object} object */
const isEmitter = (object) =>
  has(object, 'on', 'function') && ['pipe', ...EMITS].some((name) => has(object, name, 'function'));

/** Each recognizes one kind of object and returns its name. @type {((object: object, className: string) => string | false | undefined)[]} */
const KINDS = [
  (_, className) => BINDING.exec(className)?.[0],
  (object) => object === globalThis.process?.env && 'Env',
  (object, className) => isEmitter(object) && className,
  (object) => isContext(object) && 'ExecutionContext',
  // Contexts of Hono and Koa.
  (object) => has(object, 'req', 'object') && ('res' in object || 'env' in object) && 'Context',
];

/** Class names by prototype, as reading one takes as long as all other checks here. @type {WeakMap<object, string>} */
const classNames = new WeakMap();

/** @param {object} object */
function classNameOf(object) {
  const prototype = Object.getPrototypeOf(object);
  const known = classNames.get(prototype);
  if (known !== undefined) return known;
  const name = nameOf(dataOf(prototype, 'constructor'));
  classNames.set(prototype, name);
  return name;
}

/** Returns the name by which an object is shown. @param {any} object @returns {string | undefined} */
export function nameOfHolder(object) {
  try {
    const className = classNameOf(object);
    for (const kind of KINDS) {
      const name = kind(object, className);
      if (name) return `[${name}]`;
    }
  } catch {}
  return undefined;
}

/** @param {string} key */
const isVariable = (key) => key.charCodeAt(0) <= LAST_CAPITAL && VARIABLE.test(key);

/** Whether keys look like the variables of an environment. @param {string[]} keys */
export const areVariables = (keys) => keys.length > 0 && keys.every(isVariable);

/** Returns what is shown for an environment variable that holds a secret: text, or a binding that contains one. @param {string} key @param {unknown} member */
export const secretOf = (key, member) =>
  isVariable(key) &&
  ((SECRET.test(key) && /^(string|object)$/.test(typeof member)) ||
    (typeof member === 'string' && WITH_PASSWORD.test(member)))
    ? '[Secret]'
    : undefined;

/** Whether a record has the keys of a copied Node message. @param {string[]} keys */
export const isMessage = (keys) => keys.length > COPIED_MESSAGE && keys.includes('rawHeaders');

/**
 * Returns the arguments of a Worker's handler without the environment. It comes before the execution context or, in a Durable Object, after the state.
 * @param {unknown[]} args
 */
export function withoutEnv(args) {
  const at = args.findIndex(isContextArgument);
  const env = at === 0 ? 1 : at - 1;
  return at < 0 || (at > 0 && env === 0) || env >= args.length
    ? args
    : [...args.slice(0, env), ENV, ...args.slice(env + 1)];
}

/** @param {any} arg called for each argument of calls with several, so it checks as little as possible */
function isContextArgument(arg) {
  try {
    return typeof arg === 'object' && arg !== null && isPlain(arg) && isContext(arg);
  } catch {
    return false;
  }
}

/** Does the same for a record that holds both. @param {Record<string, unknown>} copied */
export function closeEnv(copied) {
  if (copied.env !== undefined && Object.values(copied).includes(CONTEXT)) copied.env = ENV;
}

/** Whether an object with this member is a Worker's context. @param {string} key @param {unknown} member */
export const isContextMember = (key, member) =>
  key === 'waitUntil' && (typeof member === 'function' || (typeof member === 'string' && member.startsWith('[Getter')));

/** Whether an object with this member is a Worker's environment. @param {string} key @param {unknown} member @param {unknown} copied */
export function isBinding(key, member, copied) {
  if (typeof member !== 'object' || typeof copied !== 'string') return false;
  const name = copied.slice(1, -1);
  return BINDING.test(name) && (name.length > SHORT || VARIABLE.test(key));
}
