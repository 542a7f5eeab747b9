import { ConfigurationError } from '../base/errors.js';

/**
 * Makes `Headers` of a record, and leaves out what is undefined. An error names the header, never its value, which may be a secret.
 * @param {string} owner for the message, such as `otlp()` @param {import('../index.js').Fields<string | undefined>} [record]
 */
export function toHeaders(owner, record = {}) {
  const headers = new Headers();
  if (typeof record !== 'object' || record === null || Array.isArray(record))
    throw new ConfigurationError(`${owner}: 'headers' must be an object or a function`);
  for (const [name, value] of Object.entries(record)) {
    if (value === undefined) continue;
    let isValid = typeof value === 'string';
    try {
      headers.set(name, value);
    } catch {
      isValid = false;
    }
    if (!isValid)
      throw new ConfigurationError(`${owner}: header ${JSON.stringify(name)} needs a valid name and a string`);
  }
  return headers;
}
