// The next request after a redirect, by the rules of the Fetch Standard ("HTTP-redirect fetch").
import { Outgoing } from './outgoing.js';

const REDIRECTS = [301, 302, 303, 307, 308];
/** Headers that describe a body, and headers that are for one host. */
const OF_BODY = ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length'];
const OF_HOST = ['authorization', 'proxy-authorization', 'cookie', 'host'];

/**
 * @param {Outgoing} out the request that was sent @param {Response} response @param {any} body what can be sent again in place of its body
 * @param {boolean} isAllowed whether another redirect is
 * @returns {Outgoing | undefined} undefined if the response is no redirect
 */
export function hopAfter(out, response, body, isAllowed) {
  // A `fetch` of the user's own may return anything.
  const status = response?.status;
  const given = REDIRECTS.includes(status) ? response.headers?.get('location') : undefined;
  if (typeof given !== 'string') return undefined;
  const location = inUtf8(given);
  const to = URL.canParse(location, out.url) ? new URL(location, out.url) : undefined;
  if (!to?.protocol.startsWith('http')) throw failed('the redirect is no HTTP URL');
  if (!isAllowed) throw failed('redirect count exceeded');
  const { method, request } = out;
  const becomesGet = status === 303 ? method !== 'GET' && method !== 'HEAD' : status < 303 && method === 'POST';
  if (status !== 303 && isSpent(body)) throw failed('the body was sent and cannot be sent again');
  const headers = new Headers(out.headers);
  const isElsewhere = to.origin !== new URL(out.url).origin;
  for (const name of [...(becomesGet ? OF_BODY : []), ...(isElsewhere ? OF_HOST : [])]) headers.delete(name);
  const init = { ...out.init, headers, ...(becomesGet ? { method: 'GET', body: undefined } : { body }) };
  const next = request && new Request(to, request);
  return new Outgoing(out.send, [next ?? to.href, init, ...out.args.slice(2)], to.href, next);
}

/** Whether a body can only be read once. @param {any} body */
const isSpent = (body) =>
  body instanceof ReadableStream || (typeof body === 'object' && Symbol.asyncIterator in Object(body));

/** Headers are read as one character for each byte, but platforms follow a location as UTF-8. @param {string} text */
const inUtf8 = (text) =>
  /^[\0-\x7f]*$|[^\0-\xff]/.test(text)
    ? text
    : new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(text, (byte) => byte.charCodeAt(0)));

/** @param {string} why */
const failed = (why) => new TypeError('fetch failed', { cause: new Error(why) });
