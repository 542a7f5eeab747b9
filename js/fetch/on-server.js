// Sends a request from a server: follows redirects itself, as the Fetch Standard does, so that only destinations get the headers.
import { keepFacts } from '../results/facts.js';
import { hopAfter } from './hop.js';

/** @typedef {import('./outgoing.js').Outgoing} Outgoing */

/** Which URLs are destinations unless the options say so: none. */
export const isDefault = () => false;

const MAX_REDIRECTS = 20;

/**
 * Sends a request with more headers. It throws only what the user's `fetch` throws.
 * @param {Outgoing} out @param {import('./outgoing.js').Fields} fields @param {(url: string) => boolean} isDestination asked about each redirect
 * @param {boolean} isPlatform whether the platform itself sends it: another `fetch` need not follow redirects at all
 * @returns {Promise<Response>}
 */
export function sendWith(out, fields, isDestination, isPlatform) {
  if (!isPlatform || !out.follows) return out.with(fields);
  // The platform would compare the digest with the body of the redirect, and following by itself it would take the headers along.
  if (out.option('integrity')) return out.plain();
  // The body of a Request cannot be sent twice, or be told from a stream: the platform can do the one, and would refuse the other.
  if (out.request && out.option('body')) return out.with(fields);
  return follow(out, fields, isDestination);
}

/** @param {Outgoing} out @param {import('./outgoing.js').Fields} fields @param {(url: string) => boolean} isDestination */
async function follow(out, fields, isDestination) {
  // Its bytes as they are now.
  /** @type {any} */
  const body = out.init.body;
  const copy =
    body instanceof ArrayBuffer || ArrayBuffer.isView(body) ? new Blob([/** @type {ArrayBuffer} */ (body)]) : body;
  let hop = out;
  for (let hops = 0; ; hops++) {
    const response = await hop.with(isDestination(hop.url) ? fields : {}, { redirect: 'manual' });
    const next = hopAfter(hop, response, hop.init.body && copy, hops < MAX_REDIRECTS);
    if (!next) return hops > 0 ? keepFacts(response, { redirected: true }) : response;
    response.body?.cancel().catch(() => {});
    hop = next;
  }
}
