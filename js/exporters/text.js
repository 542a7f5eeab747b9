const MILLISECOND = 1e6;
const MINUTE = 60_000;

/**
 * Makes a text one line that is safe to print to a terminal: collapses white space, escapes control characters, and cuts it at `limit` UTF-16 code units.
 * @param {string} text @param {number} limit
 */
export function clean(text, limit) {
  const line = text
    .slice(0, 4 * limit)
    .trim()
    .replace(/\s+/gu, ' ');
  const cut = line.length > limit || text.length > 4 * limit ? `${line.slice(0, limit - 1)}…` : line;
  return cut.replace(
    /[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Formats a duration with three digits and a unit. @param {bigint} nanoseconds */
export function duration(nanoseconds) {
  const ms = Number(nanoseconds) / MILLISECOND;
  if (ms >= MINUTE) return `${Math.floor(ms / MINUTE)} m ${Math.floor((ms % MINUTE) / 1000)} s`;
  return ms < 1000 ? `${digits(ms)} ms` : `${digits(ms / 1000)} s`;
}

/** @param {number} value */
const digits = (value) => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
