// A span's contents where the linker cannot tell them: by the names of the common conventions.
import { plainEntries } from '../otlp/any-value.js';

/** @typedef {import('../content/groups.js').SpanContent} SpanContent */

const INPUT =
  /^(input\.value|llm\.(input_messages|prompts)\..*|gen_ai\.(input\.messages|tool\.call\.arguments|prompt(\..*)?)|traceloop\.entity\.input|ai\.(prompt(\.messages)?|toolCall\.args)|.*\.input|input)$/;
const OUTPUT =
  /^(output\.value|llm\.output_messages\..*|gen_ai\.(output\.messages|tool\.call\.result|completion(\..*)?)|retrieval\.documents\..*|traceloop\.entity\.output|ai\.(response\.(text|object|toolCalls)|toolCall\.result)|.*\.output|output)$/;

/** @param {Record<string, any>} record a span @returns {SpanContent[]} */
export function contentsOf(record) {
  return plainEntries(record.attributes).flatMap(([key, value]) => {
    const side = INPUT.test(key) ? 'input' : OUTPUT.test(key) ? 'output' : undefined;
    if (side === undefined || value === null) return [];
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [{ side, attribute: key, key, holds: 'value', value: text }];
  });
}
