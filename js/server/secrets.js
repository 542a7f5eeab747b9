// What holds sockets, headers or secrets is named instead of printed. Recognised by their members, as class names are often minified; only Workers' bindings go by name. No page has such objects.

/** @typedef {Record<string, any>} Any */

/** Bindings of Workers, whose classes are the runtime's. Users have classes of the short names, too. */
const BINDING = /^(KvNamespace|D1Database|R2Bucket|DurableObjectNamespace|Fetcher|(Worker)?Queue|Ai|Vectorize.*)$/;
const SHORT = 7;
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

/** A Worker's, or the state of a Durable Object. @param {Any} object */
const isContext = (object) => typeof object.waitUntil === 'function';

/** Each recognises one kind and returns its name. @type {((object: Any) => string | false | undefined)[]} */
const KINDS = [
  (object) => BINDING.exec(object.constructor?.name)?.[0],
  (object) => object === globalThis.process?.env && 'Env',
  // Node's streams and messages.
  (object) => typeof object.pipe === 'function' && typeof object.on === 'function' && object.constructor.name,
  (object) => isContext(object) && 'ExecutionContext',
  // Of Hono and Koa. Reading `res` would make one.
  (object) => typeof object.req === 'object' && ('res' in object || 'env' in object) && 'Context',
];

/** The name that stands for all of it. @param {any} object @returns {string | undefined} */
export function nameOfHolder(object) {
  try {
    for (const nameOf of KINDS) {
      const name = nameOf(object);
      if (name) return `[${name}]`;
    }
  } catch {}
  return undefined;
}

/** @param {string} key */
const isVariable = (key) => key.charCodeAt(0) <= LAST_CAPITAL && VARIABLE.test(key);

/** Whether these may be names of an environment's variables. @param {string[]} keys */
export const areVariables = (keys) => keys.length > 0 && keys.every(isVariable);

/** Whether a member is a variable of an environment that holds a secret: text, or a binding that has it. @param {string} key @param {unknown} member */
export const isSecret = (key, member) =>
  isVariable(key) &&
  ((SECRET.test(key) && /^(string|object)$/.test(typeof member)) ||
    (typeof member === 'string' && WITH_PASSWORD.test(member)));

/** The name of a record with these keys: a copy of a message of Node's. @param {string[]} keys */
export const nameByKeys = (keys) =>
  keys.length > COPIED_MESSAGE && keys.includes('rawHeaders') ? '[IncomingMessage]' : undefined;

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
    return typeof arg === 'object' && arg !== null && isContext(arg);
  } catch {
    return false;
  }
}

/** The same of a record that holds both. @param {Record<string, unknown>} copied */
export function closeEnv(copied) {
  if (copied.env !== undefined && Object.values(copied).includes(CONTEXT)) copied.env = ENV;
}

/**
 * The name of an object that has such a member, if it is not to be printed.
 * @param {string} key @param {unknown} member no string @param {unknown} copied
 */
export function nameByMember(key, member, copied) {
  if (typeof member === 'function') return key === 'waitUntil' ? CONTEXT : undefined;
  const name = typeof copied === 'string' ? copied.slice(1, -1) : '';
  return BINDING.test(name) && (name.length > SHORT || VARIABLE.test(key)) ? ENV : undefined;
}
