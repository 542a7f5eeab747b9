// Turns the token counts of all APIs into OpenTelemetry attributes.

/** Token counts by attribute name. Totals include cached and reasoning tokens. @typedef {Record<string, number>} Counts */

/** The attributes, in the order of the groups in `COUNT`. */
const NAMES = ['input', 'output', 'total', 'cache_read.input', 'cache_write.input', 'reasoning.output'].map(
  (name) => `gen_ai.usage.${name}_tokens`,
);
const [INPUT, OUTPUT, TOTAL, CACHE_READ, CACHE_WRITE] = NAMES;
/** The names of each count in the APIs, one group per attribute. A nested count has the name of its record before it: `tokens.input`. */
const COUNT =
  /^(?=.*token)(?:tokens\.)?(?:(prompt|input)|(completion|output|candidates)|(total)|(?:prompt_|.*\.)?(?:(cache(?:d|_?read|_hit))|(cache_?(?:write|creation))|(reasoning|thoughts))(?:_?(?:input|output|content))?)(?:_?tokens?(?:count)?)?(?:\.total)?$/i;

/**
 * @param {any} raw plain data
 * @param {Counts} [others] receives the numbers that are not token counts
 */
export function readUsage(raw, others = {}) {
  /** @type {Counts} */
  const usage = {};
  /** @param {any} fields @param {string} [within] */
  const read = (fields, within = '') => {
    for (const key in fields) {
      const value = fields[key];
      if (typeof value === 'object' && !within) read(value, `${key}.`);
      if (!Number.isFinite(value)) continue;
      const name =
        NAMES[
          COUNT.exec(within + key)
            ?.slice(1)
            .findIndex(Boolean) ?? -1
        ];
      if (name) usage[name] ??= value;
      else if (!within) others[`spanloom.metric.${key}`] = value;
    }
  };
  read(raw);
  const { cache_creation_input_tokens, cacheReadInputTokens, cacheWriteInputTokens, prompt_tokens } = raw ?? {};
  // Anthropic and Bedrock count tokens that are read from or written to a cache apart from the input.
  const apart = cache_creation_input_tokens ?? cacheReadInputTokens ?? cacheWriteInputTokens;
  if (apart !== undefined && prompt_tokens === undefined) {
    add(usage, INPUT, usage[CACHE_READ]);
    add(usage, INPUT, usage[CACHE_WRITE]);
  }
  add(usage, INPUT, raw?.toolUsePromptTokenCount);
  add(usage, OUTPUT, raw?.thoughtsTokenCount);
  const total = usage[INPUT] + usage[OUTPUT];
  if (total >= 0) usage[TOTAL] ??= total;
  return usage;
}

/** @param {Counts} usage @param {string} name @param {any} count ignored unless it is a number */
export function add(usage, name, count) {
  if (Number.isFinite(count)) usage[name] = (usage[name] ?? 0) + count;
}
