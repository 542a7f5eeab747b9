// The options that all exporters over HTTP have.
import { checkOptions, POSITIVE } from '../base/check.js';
import { ConfigurationError } from '../base/errors.js';

const LOOPBACK = /(^|\.)localhost$|^127\.|^\[::1\]$/;
const RETRY = { attempts: POSITIVE, baseDelay: POSITIVE, maxDelay: POSITIVE };

/** For one batch, with all its attempts. */
export const EXPORT_TIMEOUT_MS = 60_000;

/** @type {import('../base/check.js').Rule} */
export const URL_OPTION = ['a URL', (value) => typeof value === 'string' || value instanceof URL];

/** @param {string} owner for the message, such as `otlp()` @param {import('../index.js').RetryOptions} retry @returns {import('./retry.js').RetryOptions} */
export function readRetry(owner, retry) {
  const { attempts = 6, baseDelay = 500, maxDelay = 30_000 } = checkOptions(`${owner}: retry`, retry, RETRY);
  return { attempts, baseDelay, maxDelay };
}

/** @param {string} owner for the message @param {string | URL} url */
export function parseUrl(owner, url) {
  try {
    const parsed = new URL(url, globalThis.location?.href);
    if (/^https?:$/.test(parsed.protocol) && !parsed.username && !parsed.password) return parsed;
  } catch {
    // Reported below.
  }
  throw new ConfigurationError(`${owner}: 'url' must be http(s), without credentials, and absolute outside of a page`);
}

/** @param {URL} url */
export const isRemote = ({ hostname }) => !LOOPBACK.test(hostname);
