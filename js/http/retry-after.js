/** The milliseconds that a `Retry-After` header asks to wait: in seconds, or until an HTTP date. Undefined if it is absent or invalid. @param {string | null} header */
export function parseRetryAfter(header) {
  if (!header) return undefined;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Math.max(Date.parse(header) - Date.now(), 0) : seconds * 1000;
  return ms >= 0 ? ms : undefined;
}
