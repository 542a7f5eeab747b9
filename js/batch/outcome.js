// Reads what an exporter returned or threw. It may be any value.

/**
 * How many of `spanCount` spans were rejected, as a whole number in that range. Throws if `result` cannot be read.
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
  // Reasons are counted in a plain object, so they must not be names of Object.prototype, such as `toString`.
  const isName = typeof reason === 'string' && !(reason in {});
  return { reason: isName ? reason : 'exporter_error', isFinal: Boolean(isFinal) };
}
