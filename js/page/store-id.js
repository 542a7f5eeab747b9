import { toHex } from '../base/random.js';

/**
 * Identifies one destination and one owner, the same at each visit. If no owner is given, headers and query identify the owner, as they may
 * belong to a tenant. All of them may be secrets or personal data, so only a hash of 64 bits is kept, which differs between origins.
 * @param {URL} url @param {string} format @param {string | Headers} owner or headers
 */
export function storeId({ origin, pathname, search }, format, owner) {
  const who = typeof owner === 'string' ? owner : [...owner];
  const text = JSON.stringify([globalThis.origin, search, format, who]);
  return `${origin}${pathname} ${toHex(hash(text, 0x9e3779b1), hash(text, 0x85ebca6b))}`;
}

/** A 32-bit hash; each odd seed gives another. @param {string} text @param {number} seed */
function hash(text, seed) {
  let bits = seed;
  for (let i = 0; i < text.length; i++) {
    bits = Math.imul(bits ^ text.charCodeAt(i), seed);
    bits ^= bits >>> 15;
  }
  return bits >>> 0;
}
