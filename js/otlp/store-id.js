import { toHex } from '../base/random.js';
import { toHeaders } from './headers.js';

/**
 * Names what is kept for one destination and one owner, the same at each visit. Whoever has other headers or another query may be another tenant, so that
 * they tell owners apart where nobody says who it is. These may be secrets or names: of them only 64 bits are left, others in each origin.
 * @param {URL} url @param {string} format @param {string | import('../index.js').Fields<string | undefined>} [owner] or headers
 */
export function storeId({ origin, pathname, search }, format, owner) {
  const who = typeof owner === 'string' ? owner : [...toHeaders('', owner)];
  const text = JSON.stringify([globalThis.origin, search, format, who]);
  return `${origin}${pathname} ${toHex(mix(text, 0x9e3779b1), mix(text, 0x85ebca6b))}`;
}

/** 32 bits of a text, others for each odd number. @param {string} text @param {number} odd */
function mix(text, odd) {
  let bits = odd;
  for (let i = 0; i < text.length; i++) {
    bits = Math.imul(bits ^ text.charCodeAt(i), odd);
    bits ^= bits >>> 15;
  }
  return bits >>> 0;
}
