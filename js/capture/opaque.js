// What holds sockets, headers or secrets is named instead of printed. It is told by what it can do: class names are often minified.

/** @typedef {Record<string, any>} Any */

/** Bindings of Workers, whose classes are the runtime's. Users have classes of the short names, too. */
const BINDING = /^(KvNamespace|D1Database|R2Bucket|DurableObjectNamespace|Fetcher|(Worker)?Queue|Ai|Vectorize.*)$/;
const SHORT = 7;
const VARIABLE = /^[A-Z][A-Z0-9_]*$/;
const SECRET = /(^|_)(TOKEN|SECRET|PASSW(OR)?D|CREDENTIALS?|DSN)(_|$)|(^|_|API)KEY$/;
const LAST_CAPITAL = 90;

/** Each knows one kind by its name. @type {((object: Any, brand: string) => string | false | undefined)[]} */
const KINDS = [
  ({ nodeType, nodeName, id, classList }, brand) =>
    typeof nodeType === 'number' &&
    typeof nodeName === 'string' &&
    `${brand}${id ? `#${id}` : ''}${Array.from(classList ?? [], (name) => `.${name}`).join('')}`,
  (object) => BINDING.exec(object.constructor?.name)?.[0],
  (object) => object === globalThis.process?.env && 'Env',
  // Node's streams and messages.
  (object) => typeof object.pipe === 'function' && typeof object.on === 'function' && object.constructor.name,
  (object) => typeof object.waitUntil === 'function' && 'ExecutionContext',
  // Of Hono and Koa. Reading `res` would make one.
  (object) => typeof object.req === 'object' && ('res' in object || 'env' in object) && 'Context',
];

/** @param {any} object @param {string} brand @returns {string | undefined} */
export function opaqueName(object, brand) {
  try {
    for (const nameOf of KINDS) {
      const name = nameOf(object, brand);
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
export function holderOf(key, member, copied, isVariable) {
  if (typeof member === 'function') return key === 'waitUntil' ? '[ExecutionContext]' : undefined;
  const name = typeof copied === 'string' ? copied.slice(1, -1) : '';
  const isEnv =
    typeof member === 'string'
      ? isVariable && SECRET.test(key)
      : BINDING.test(name) && (name.length > SHORT || VARIABLE.test(key));
  return isEnv ? '[Env]' : undefined;
}
