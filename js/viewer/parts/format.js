// Figures as people read them.

/** @param {number} ms */
export function duration(ms) {
  if (ms < 1) return `${Math.round(ms * 1000)} µs`;
  if (ms < 1000) return `${ms < 10 ? trim(ms, 1) : Math.round(ms)} ms`;
  if (ms < 60_000) return `${trim(ms / 1000, ms < 10_000 ? 2 : 1)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.round((ms % 60_000) / 1000)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** @param {number} value @param {number} digits */
const trim = (value, digits) => String(Number(value.toFixed(digits)));

/** @param {number} value 1,234 is 1.2k */
export function short(value) {
  if (value < 1000) return String(value);
  return value < 1_000_000 ? `${trim(value / 1000, value < 10_000 ? 1 : 0)}k` : `${trim(value / 1_000_000, 1)}M`;
}

/** @param {import('../model.js').Tokens | undefined} tokens @returns {string} '' where none are known */
export function tokens(tokens) {
  if (tokens?.input === undefined && tokens?.output === undefined) return '';
  return `${short(tokens.input ?? 0)} → ${short(tokens.output ?? 0)} tokens`;
}

/** @param {number} number @param {string} noun */
export const count = (number, noun) => `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;

/** @type {Intl.DateTimeFormatOptions} */
const TIME = { hour: '2-digit', minute: '2-digit', hour12: false };
/** @type {Intl.DateTimeFormatOptions} */
const DAY = { month: 'short', day: 'numeric' };

/** The time of the day, with the date unless it is today. @param {number} time since the Unix epoch @param {number} [now] */
export function clock(time, now = Date.now()) {
  const [date, today] = [new Date(time), new Date(now)];
  if (date.toDateString() === today.toDateString())
    return date.toLocaleTimeString('en', { ...TIME, second: '2-digit' });
  if (date.getFullYear() !== today.getFullYear()) return date.toLocaleDateString('en', { ...DAY, year: 'numeric' });
  return date.toLocaleString('en', { ...DAY, ...TIME });
}
