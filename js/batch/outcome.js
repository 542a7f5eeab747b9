// What an exporter says became of a batch. It may be any object at all.

/**
 * How many of `spanCount` spans were rejected: a whole number of them, whatever the other side claims. Throws where it cannot be read.
 * @param {any} result @param {number} spanCount
 * @returns {{ rejected: number, message: string }}
 */
export function readResult(result, spanCount) {
  const { rejected = 0, message = '' } = result ?? {};
  return { rejected: Math.min(Math.max(Math.trunc(rejected), 0) || 0, spanCount), message: String(message) };
}

/**
 * @param {any} error what `export` threw
 * @returns {{ reason: string, isFinal: boolean }}
 */
export function readFailure(error) {
  /** @type {{ reason?: unknown, isFinal?: unknown }} */
  let given = {};
  try {
    const { reason, isFinal } = error;
    given = { reason, isFinal };
  } catch {}
  const { reason, isFinal } = given;
  // A reason such as `toString` would clash with Object.prototype where reasons are counted.
  const isName = typeof reason === 'string' && !(reason in {});
  return { reason: isName ? reason : 'exporter_error', isFinal: Boolean(isFinal) };
}
