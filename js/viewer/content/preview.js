// A line of what a span was asked, or answered, for the list of traces.

/** @typedef {import('../model.js').Side} Side */

export const MAX_LENGTH = 200;
/** Longer JSON is shown as it is written. */
const MAX_PARSED = 1 << 17;
const MAX_DEPTH = 8;

/** @type {Record<Side, string[]>} */
const KEYS = {
  input: [
    ...['gen_ai.input.messages', 'input.value', 'traceloop.entity.input', 'ai.prompt.messages', 'ai.prompt'],
    ...['langfuse.observation.input', 'langfuse.trace.input', 'gen_ai.prompt', 'mastra.agent_run.input', 'input'],
    ...['mlflow.spanInputs', 'pydantic_ai.all_messages', 'all_messages_events', 'raw_input'],
  ],
  output: [
    ...['gen_ai.output.messages', 'output.value', 'traceloop.entity.output', 'ai.response.text', 'ai.response.object'],
    ...['langfuse.observation.output', 'langfuse.trace.output', 'gen_ai.completion', 'mastra.agent_run.output'],
    ...['output', 'mlflow.spanOutputs', 'final_result', 'pydantic_ai.all_messages', 'all_messages_events'],
  ],
};
/** Members that hold the text of a message or an answer, the best first. */
const TEXTS = [
  ...['content', 'text', 'answer', 'output', 'reply', 'result', 'question', 'input', 'query', 'prompt', 'message'],
  ...['parts', 'messages', 'contents', 'args', 'inputs', 'kwargs', 'outputs', 'choices', 'generations'],
];

/** @param {Map<string, unknown>} attributes @param {Side} side @returns {string | undefined} */
export function previewOf(attributes, side) {
  for (const key of KEYS[side]) {
    const value = attributes.get(key);
    if (value === undefined || value === null || value === '') continue;
    const inner = opened(value);
    const text =
      textIn(inner, side, 0) ?? (isEmpty(inner, 0) ? '' : typeof value === 'string' ? value : JSON.stringify(value));
    const line = text.trim().slice(0, MAX_LENGTH);
    if (line !== '') return line;
  }
  return undefined;
}

/** @param {unknown} value */
function opened(value) {
  if (typeof value !== 'string' || value.length > MAX_PARSED || !/^\s*[[{"]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** @param {any} value @param {Side} side @param {number} depth @returns {string | undefined} */
function textIn(value, side, depth) {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) {
    for (const item of ordered(value, side)) {
      const text = textIn(item, side, depth + 1);
      if (text !== undefined) return text;
    }
    return undefined;
  }
  for (const key of TEXTS) {
    const text = Object.hasOwn(value, key) ? textIn(value[key], side, depth + 1) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Whether it holds no word and no number. @param {unknown} value @param {number} depth @returns {boolean} */
function isEmpty(value, depth) {
  if (value === null || value === '') return true;
  return (
    typeof value === 'object' && depth < MAX_DEPTH && Object.values(value).every((inner) => isEmpty(inner, depth + 1))
  );
}

/** What was asked last, and what was answered last, come first. @param {any[]} items @param {Side} side */
function ordered(items, side) {
  if (!items.some((item) => typeof item?.role === 'string')) return items;
  const latest = [...items].reverse();
  if (side === 'output') return latest;
  return [...latest.filter(({ role }) => role === 'user'), ...latest.filter((item) => item?.role !== 'user')];
}
