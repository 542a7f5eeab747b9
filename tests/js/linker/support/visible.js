// Whether a link can be told from contents alone: a slow look at what a convention recorded, without the engine.

/** @typedef {import('./steps.js').Step} Step */
/** @typedef {import('./otlp.js').Convention} Convention */
/** @typedef {{ wholes: Set<string>, texts: string[], json: string[] }} Side what stands on one side: whole values, the texts in them, and those that are JSON, as they are written */

const WHOLE = 8; // letters and digits of a value that tell something when all of it is there again
/** Members and attributes that say nothing about content, or whose value is an API's own. */
const NOISE =
  /(^|[._])(role|type|mime_type|kind|model|object|tool_id|tool_call_id|toolCallId|finish_reason|finishReason|json_schema)$/;
/** What stands for a value that could not be recorded. */
const PLACEHOLDER = /^\[[A-Z]\w*(\(.*\))?\]$/;

/** Letters and digits, case folded. @param {string} text */
export const normalForm = (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Both sides of a step as a convention records them.
 * @param {Step} step @param {Convention} convention @returns {{ input: Side, output: Side }}
 */
export function sidesOf(step, { record }) {
  const content = ({ attributes, events = [], logs = [] }) => [
    ...Object.entries(attributes),
    ...events.flatMap((event) => Object.entries(event.attributes)),
    ...logs.flatMap((log) => [['body', log.body], ...Object.entries(log.attributes)]),
  ];
  const input = content(record({ ...step, output: undefined, error: undefined }));
  const known = new Set(input.map((entry) => JSON.stringify(entry)));
  const output = content(record(step)).filter((entry) => !known.has(JSON.stringify(entry)));
  return { input: sideOf(input), output: sideOf(output) };
}

/** @param {[string, unknown][]} entries @returns {Side} */
function sideOf(entries) {
  /** @type {Side} */
  const side = { wholes: new Set(), texts: [], json: [] };
  for (const [key, value] of entries) if (!NOISE.test(key)) read(value, side);
  return side;
}

/** @param {unknown} value @param {Side} side @returns {string} its normal form, keys included */
function read(value, side) {
  if (typeof value === 'string') {
    if (PLACEHOLDER.test(value)) return '';
    if (/^\s*[[{"]/.test(value)) {
      try {
        const form = read(JSON.parse(value), side);
        side.json.push(normalForm(value));
        return form;
      } catch {}
    }
    const form = normalForm(value);
    if (form.length >= WHOLE) side.wholes.add(form);
    side.texts.push(form);
    return form;
  }
  if (typeof value !== 'object' || value === null) return normalForm(String(value));
  const parts = Array.isArray(value)
    ? value.map((item) => read(item, side))
    : Object.entries(value)
        .filter(([key]) => !NOISE.test(key))
        .map(([key, item]) => `${normalForm(key)}:${read(item, side)}`)
        .sort();
  const form = parts.join();
  if (normalForm(form).length >= WHOLE) side.wholes.add(form);
  return form;
}

/** Whether two sides have a whole value in common, or a run of so many letters and digits. @param {Side} a @param {Side} b @param {number} run */
export function share(a, b, run) {
  for (const whole of a.wholes) if (b.wholes.has(whole)) return true;
  const grams = new Set([...a.texts, ...a.json].flatMap((text) => gramsOf(text, run)));
  return [...b.texts, ...b.json].some((text) => gramsOf(text, run).some((gram) => grams.has(gram)));
}

/** @param {string} text @param {number} size */
const gramsOf = (text, size) =>
  Array.from({ length: Math.max(0, text.length - size + 1) }, (_, i) => text.slice(i, i + size));
