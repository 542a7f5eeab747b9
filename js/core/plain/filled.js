// Leaves out empty fields, which OTLP does not send.
/**
 * Returns the fields that are not empty.
 * @template {Record<string, any>} T @param {T} fields @returns {Partial<T>}
 */
export const filled = (fields) =>
  /** @type {Partial<T>} */ (
    Object.fromEntries(Object.entries(fields).filter(([, value]) => (Array.isArray(value) ? value.length : value)))
  );
