/** Why spans were not delivered. `reason` is the name under which `stats()` counts them. Reaches `onError`, never user code. */
export class ExportError extends Error {
  name = 'ExportError';

  /** @param {string} reason snake_case @param {string} message @param {ErrorOptions} [options] */
  constructor(reason, message, options) {
    super(message, options);
    this.reason = reason;
  }
}
