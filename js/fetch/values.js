// The values in a body that is in memory.

/** @param {unknown} body @returns {string[]} none if it is not in memory as text */
export function valuesIn(body) {
  if (typeof body === 'string') return [body];
  return body instanceof URLSearchParams ? [...body.values()] : [];
}
