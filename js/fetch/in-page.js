// Sends a request from a page, where redirects cannot be seen: another host gets the same headers, and its CORS rules may forbid them.

/** @typedef {import('./outgoing.js').Outgoing} Outgoing */

/** Whether a URL is a destination unless the options say so: those of the page's own origin are. @param {string} url */
export const isDefault = (url) => new URL(url).origin === globalThis.location?.origin;

/** Methods of requests that can be sent again without effect. */
const SAFE = /^(?:GET|HEAD)$/;

/**
 * Sends a request with more headers. If it is redirected or fails, it is sent again as it is, unless that could have an effect: then the browser follows
 * redirects with these headers. It throws only what the user's `fetch` throws.
 * @param {Outgoing} out @param {import('./outgoing.js').Fields} fields
 * @returns {Promise<Response>}
 */
export function sendWith(out, fields) {
  // A page that is being closed could not send it again.
  if (!out.follows || !SAFE.test(out.method) || out.option('keepalive')) return out.with(fields);
  return orPlain(out, out.with(fields, { redirect: 'manual' }));
}

/** @param {Outgoing} out @param {Promise<Response>} sent */
async function orPlain(out, sent) {
  try {
    const response = await sent;
    if (response?.type !== 'opaqueredirect') return response;
  } catch {
    // The plain request fails in the same way, if it does.
  }
  return out.plain();
}
