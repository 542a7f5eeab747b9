/** Why spans were not delivered. `stats()` counts them under `reason`. It is passed to `onError`, never thrown into user code. */
export class ExportError extends Error {
  name = 'ExportError';

  /**
   * @param {string} reason snake_case @param {string} message
   * @param {{ cause?: unknown, isFinal?: boolean }} [options] `isFinal`: another attempt is useless, now or at a later visit of the page
   */
  constructor(reason, message, { cause, isFinal = false } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
    this.isFinal = isFinal;
  }
}
