import { toHeaders } from './headers.js';

/**
 * Names what is kept for one destination, the same at each visit. Whoever has other headers or another query may be another tenant.
 * Their values may be secrets, so that only 32 bits of them are in the name (FNV-1a), too few to tell what they were.
 * @param {URL} url @param {string} format @param {import('../index.js').OtlpOptions['headers']} headers
 */
export function storeId({ origin, pathname, search }, format, headers) {
  const sent = typeof headers === 'object' ? [...toHeaders('', headers)] : typeof headers;
  let bits = 0x811c9dc5;
  for (const character of JSON.stringify([search, format, sent]))
    bits = Math.imul(bits ^ /** @type {number} */ (character.codePointAt(0)), 0x01000193);
  return `${origin}${pathname} ${(bits >>> 0).toString(36)}`;
}
