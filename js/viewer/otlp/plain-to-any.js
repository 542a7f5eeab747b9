// Plain values as those of OTLP's JSON.

const MAX_DEPTH = 64;

/** @param {unknown} value @returns {object} an AnyValue */
export function anyValue(value, depth = 0) {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'bigint':
      return { intValue: String(value) };
    case 'number':
      if (Number.isSafeInteger(value)) return { intValue: String(value) };
      return { doubleValue: Number.isFinite(value) ? value : String(value) };
    case 'object':
      if (value === null || depth > MAX_DEPTH) return {};
      if (Array.isArray(value)) return { arrayValue: { values: value.map((item) => anyValue(item, depth + 1)) } };
      return { kvlistValue: { values: keyValues(/** @type {Record<string, unknown>} */ (value), depth + 1) } };
    default:
      return {};
  }
}

/** @param {Record<string, unknown>} record @returns {{ key: string, value: object }[]} */
export const keyValues = (record, depth = 0) =>
  Object.entries(record).map(([key, value]) => ({ key, value: anyValue(value, depth) }));
