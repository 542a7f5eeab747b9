// What holds sockets, headers or secrets is named instead of printed. Recognised by their members, as class names are often minified; only Workers' bindings go by name. No page has such objects.
import { dataOf, isAccessor, nameOf, propertyOf } from '../reading/data.js';
import { isPlain } from '../reading/observed.js';

/** Bindings of Workers, whose classes are the runtime's. Users have classes of the short names, too. */
const BINDING = /^(KvNamespace|D1Database|R2Bucket|DurableObjectNamespace|Fetcher|(Worker)?Queue|Ai|Vectorize.*)$/;
const SHORT = 7;
const EMITS = ['emit', '_emit'];
const CONTEXT = '[ExecutionContext]';
const ENV = '[Env]';
const COPIED_MESSAGE = 9;
const VARIABLE = /^[A-Z][A-Z0-9_]*$/;
/** What variables of an environment are called that hold a secret: API_KEY, AWS_ACCESS_KEY_ID, PGPASSWORD, GH_PAT. */
const SECRET = new RegExp(
  [
    '(API|SECRET|PRIVATE|ACCESS|ENCRYPTION|SIGNING)_?KEY',
    '(^|_)KEYS?(_ID|_\\d+)?$',
    'PASSW(OR)?D(_|$)',
    '(^|_)(TOKENS?|SECRETS?|CREDENTIALS?|DSN|BEARER)(_|$)',
    '(^|_)(PASS|PWD|PASSPHRASE|PAT|JWT|AUTH|AUTHORIZATION|COOKIE|SK|WEBHOOK(_URL)?|CONNECTION_STRING)$',
  ].join('|'),
);
/** A URL with a password in it. */
const WITH_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^/@\s]*:[^/@\s]*@/i;
const LAST_CAPITAL = 90;

/** What an accessor would give is not known: it counts. @param {object} object @param {string} key @param {'function' | 'object'} type */
function has(object, key, type) {
  const found = propertyOf(object, key);
  return found && (isAccessor(found) || typeof found.value === type);
}

/** A Worker's, or the state of a Durable Object. @param {object} object */
const isContext = (object) => has(object, 'waitUntil', 'function');

/** Node's streams and messages, servers, clients of databases and their records, event streams of API clients. @param {object} object */
const isEmitter = (object) =>
  has(object, 'on', 'function') && ['pipe', ...EMITS].some((name) => has(object, name, 'function'));

/** Each recognises one kind and returns its name. @type {((object: object, className: string) => string | false | undefined)[]} */
const KINDS = [
  (_, className) => BINDING.exec(className)?.[0],
  (object) => object === globalThis.process?.env && 'Env',
  (object, className) => isEmitter(object) && className,
  (object) => isContext(object) && 'ExecutionContext',
  // Of Hono and Koa.
  (object) => has(object, 'req', 'object') && ('res' in object || 'env' in object) && 'Context',
];

/** By prototype: to ask a class for its name takes as long as all else that is asked here. @type {WeakMap<object, string>} */
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

/** The name that stands for all of it. @param {any} object @returns {string | undefined} */
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

/** Whether these may be names of an environment's variables. @param {string[]} keys */
export const areVariables = (keys) => keys.length > 0 && keys.every(isVariable);

/** What stands for a member that is a variable of an environment and holds a secret: text, or a binding that has it. @param {string} key @param {unknown} member */
export const secretOf = (key, member) =>
  isVariable(key) &&
  ((SECRET.test(key) && /^(string|object)$/.test(typeof member)) ||
    (typeof member === 'string' && WITH_PASSWORD.test(member)))
    ? '[Secret]'
    : undefined;

/** Whether a record has the keys of a copy of a message of Node's. @param {string[]} keys */
export const isMessage = (keys) => keys.length > COPIED_MESSAGE && keys.includes('rawHeaders');

/**
 * The arguments of a Worker's handler without its environment, which stands before the execution context or, in a Durable Object, behind the state.
 * @param {unknown[]} args
 */
export function withoutEnv(args) {
  const at = args.findIndex(isContextArgument);
  const env = at === 0 ? 1 : at - 1;
  return at < 0 || (at > 0 && env === 0) || env >= args.length
    ? args
    : [...args.slice(0, env), ENV, ...args.slice(env + 1)];
}

/** @param {any} arg of each call with several, so no more is asked than has to be */
function isContextArgument(arg) {
  try {
    return typeof arg === 'object' && arg !== null && isPlain(arg) && isContext(arg);
  } catch {
    return false;
  }
}

/** The same of a record that holds both. @param {Record<string, unknown>} copied */
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
