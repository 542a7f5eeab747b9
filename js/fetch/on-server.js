// Sends a request from a server: follows redirects itself, as the Fetch Standard does, so that only destinations get the headers.
import { keepFacts } from '../results/facts.js';
import { hopAfter } from './hop.js';

/** @typedef {import('./outgoing.js').Outgoing} Outgoing */

/** Which URLs are destinations unless the options say so: none. */
export const isDefault = () => false;

const MAX_REDIRECTS = 20;

/**
 * Sends a request with more headers.
 * @param {Outgoing} out @param {import('./outgoing.js').Fields} fields @param {(url: string) => boolean} isDestination asked about each redirect
 * @returns {Promise<Response>}
 */
export async function sendWith(out, fields, isDestination) {
  // The platform would compare the digest with the body of the redirect, and following by itself it would take the headers along.
  if (out.option('integrity')) return out.plain();
  // The body of a Request cannot be sent twice, or be told from a stream: the platform can do the one, and would refuse the other.
  if (!out.follows || (out.request && out.option('body'))) return out.with(fields);
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
