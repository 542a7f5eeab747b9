// Bytes as base64url without padding, which may stand in a header, a URL and a file name.

const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** @param {Uint8Array} bytes some thousand at most, as each becomes an argument */
export const encoded = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** @param {string} text @returns {Uint8Array<ArrayBuffer> | undefined} undefined if it is not base64url */
export function decoded(text) {
  if (!BASE64URL.test(text) || text.length % 4 === 1) return undefined;
  const characters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(characters, (character) => character.charCodeAt(0));
}
