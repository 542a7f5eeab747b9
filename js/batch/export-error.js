/** Why spans were not delivered. `reason` is the name under which `stats()` counts them. Reaches `onError`, never user code. */
export class ExportError extends Error {
  name = 'ExportError';

  /**
   * @param {string} reason snake_case @param {string} message
   * @param {{ cause?: unknown, isFinal?: boolean }} [options] `isFinal`: another attempt is useless, now or at a next visit
   */
  constructor(reason, message, { cause, isFinal = false } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
    this.isFinal = isFinal;
  }
}
