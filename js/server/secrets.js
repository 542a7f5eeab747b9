// What holds sockets, headers or secrets is named instead of printed. It is told by what it can do: class names are often minified. No page has such objects.

/** @typedef {Record<string, any>} Any */

/** Bindings of Workers, whose classes are the runtime's. Users have classes of the short names, too. */
const BINDING = /^(KvNamespace|D1Database|R2Bucket|DurableObjectNamespace|Fetcher|(Worker)?Queue|Ai|Vectorize.*)$/;
const SHORT = 7;
const VARIABLE = /^[A-Z][A-Z0-9_]*$/;
const SECRET = /(^|_)(TOKEN|SECRET|PASSW(OR)?D|CREDENTIALS?|DSN)(_|$)|(^|_|API)KEY$/;
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

/** Whether these may be names of an environment's variables. @param {string[]} keys */
export const areVariables = (keys) => keys[0]?.charCodeAt(0) <= LAST_CAPITAL && keys.every((key) => VARIABLE.test(key));

/**
 * The name of an object that has such a member, if it is not to be printed.
 * @param {string} key @param {unknown} member @param {unknown} copied @param {boolean} isVariable
 */
export function nameByMember(key, member, copied, isVariable) {
  if (typeof member === 'function') return key === 'waitUntil' ? '[ExecutionContext]' : undefined;
  const name = typeof copied === 'string' ? copied.slice(1, -1) : '';
  const isEnv =
    typeof member === 'string'
      ? isVariable && SECRET.test(key)
      : BINDING.test(name) && (name.length > SHORT || VARIABLE.test(key));
  return isEnv ? '[Env]' : undefined;
}
