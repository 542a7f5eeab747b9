// OTLP's JSON as receivers write it, made comparable: they leave out what is empty, and some sort attributes by key.

/** @param {any} request */
export const spansOf = ({ resourceSpans = [] }) =>
  resourceSpans.flatMap((/** @type {any} */ { scopeSpans = [] }) =>
    scopeSpans.flatMap((/** @type {any} */ { spans = [] }) => spans),
  );

/**
 * One request with everything that several have, sorted by resource, scope and span id, without what is empty.
 * @param {any[]} requests
 */
export function merged(requests) {
  /** @type {Map<string, any>} */
  const groups = new Map();
  for (const { resourceSpans = [] } of requests)
    for (const { resource, scopeSpans = [] } of resourceSpans)
      for (const { scope, spans = [] } of scopeSpans) {
        const about = { resource: compact(resource), scope: compact(scope) };
        const key = JSON.stringify(about);
        if (!groups.has(key)) groups.set(key, { ...about, spans: [] });
        groups.get(key).spans.push(...spans.map(compact));
      }
  const byId = (/** @type {any} */ a, /** @type {any} */ b) => (a.spanId < b.spanId ? -1 : 1);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => ({ ...group, spans: group.spans.sort(byId) }));
}

/** A message without its empty members; its attributes sorted, and with the same form for each type. @param {any} message @returns {any} */
export function compact(message) {
  if (Array.isArray(message)) return message.map(compact);
  if (typeof message !== 'object' || message === null) return message;
  const members = Object.entries(message)
    .filter(([, value]) => !isEmpty(value))
    .map(([key, value]) => [key, key === 'attributes' ? value.map(attribute).sort(byKey) : compact(value)]);
  return Object.fromEntries(members);
}

const isEmpty = (/** @type {any} */ value) =>
  value === undefined || value === '' || value === 0 || (typeof value === 'object' && Object.keys(value).length === 0);

const byKey = (/** @type {any} */ a, /** @type {any} */ b) => (a.key < b.key ? -1 : 1);
const attribute = (/** @type {any} */ { key = '', value = {} }) => ({ key, value: anyValue(value) });

/** @param {any} value @returns {any} */
function anyValue(value) {
  const [[type, content] = ['']] = Object.entries(value);
  if (type === 'bytesValue') return { bytesValue: [...bytes(content)] };
  if (type === 'intValue') return { intValue: String(content) };
  if (type === 'doubleValue') return { doubleValue: Number(content) };
  if (type === 'arrayValue') return { arrayValue: { values: (content.values ?? []).map(anyValue) } };
  if (type === 'kvlistValue') return { kvlistValue: { values: (content.values ?? []).map(attribute).sort(byKey) } };
  return value;
}

const bytes = (/** @type {any} */ content) => (typeof content === 'string' ? Buffer.from(content, 'base64') : content);
