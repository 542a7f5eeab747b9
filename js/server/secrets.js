// What holds sockets, headers or secrets is named instead of printed. It is told by what it can do: class names are often minified. No page has such objects.

/** @typedef {Record<string, any>} Any */

/** Bindings of Workers, whose classes are the runtime's. Users have classes of the short names, too. */
const BINDING = /^(KvNamespace|D1Database|R2Bucket|DurableObjectNamespace|Fetcher|(Worker)?Queue|Ai|Vectorize.*)$/;
const SHORT = 7;
const VARIABLE = /^[A-Z][A-Z0-9_]*$/;
/** What variables of an environment are called that hold a secret: API_KEY, AWS_ACCESS_KEY_ID, PGPASSWORD, GH_PAT. */
const SECRET =
  /(^|_|API)KEY(_ID)?$|PASSW(OR)?D(_|$)|(^|_)(TOKEN|SECRET|CREDENTIALS?|DSN)(_|$)|(^|_)(PASS|PWD|PASSPHRASE|PAT|JWT|AUTH|AUTHORIZATION|COOKIE|SK|WEBHOOK(_URL)?)$/;
/** A URL with a password in it. */
const WITH_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^/@\s]*:[^/@\s]*@/i;
const LAST_CAPITAL = 90;

/** Each knows one kind by its name. @type {((object: Any) => string | false | undefined)[]} */
const KINDS = [
  (object) => BINDING.exec(object.constructor?.name)?.[0],
  (object) => object === globalThis.process?.env && 'Env',
  // Node's streams and messages.
  (object) => typeof object.pipe === 'function' && typeof object.on === 'function' && object.constructor.name,
  (object) => typeof object.waitUntil === 'function' && 'ExecutionContext',
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

/** Whether a member is a variable of an environment that holds a secret. @param {string} key @param {unknown} member */
export const isSecret = (key, member) =>
  typeof member === 'string' && isVariable(key) && (SECRET.test(key) || WITH_PASSWORD.test(member));

/**
 * The name of an object that has such a member, if it is not to be printed.
 * @param {string} key @param {unknown} member no string @param {unknown} copied
 */
export function nameByMember(key, member, copied) {
  if (typeof member === 'function') return key === 'waitUntil' ? '[ExecutionContext]' : undefined;
  const name = typeof copied === 'string' ? copied.slice(1, -1) : '';
  return BINDING.test(name) && (name.length > SHORT || VARIABLE.test(key)) ? '[Env]' : undefined;
}
