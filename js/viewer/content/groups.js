// Which attributes are read together: the members of a flattened list, the strings of a map, what one event or log record says.
import { isRecord, listOf, textOf } from '../otlp/any-value.js';
import { nodeOfFlattened, nodeOfText, nodeOfValue } from './recorded.js';

/** @typedef {import('./node.js').Node} Node */
/** @typedef {import('../model.js').Side} Side */
/** A string of a span's content, as the linker tells it. @typedef {{ side: Side, attribute: string, key: string, holds: string, value: string, range?: [number, number] }} SpanContent */
/** A span, and its log records in the order of their time. @typedef {{ span: Record<string, any>, logs: Record<string, any>[] }} Recording */
/** `name`: of the event or log record. @typedef {{ side: Side, attribute: string, holds: string, node: Node, name?: string, range?: [number, number] }} Group */

const FLATTENED = /^(.+?)\.\d+\./;
const IN_RECORD = /^(events|logs)\[(\d+)\]\.(.*)$/s;

/** @param {readonly SpanContent[]} contents @param {Recording} recording @returns {Group[]} */
export function groupsOf(contents, { span, logs }) {
  const attributes = listOf(span.attributes)
    .filter(isRecord)
    .map(({ key, value }) => ({ key: textOf(key), value }));
  const own = new Map(attributes.map(({ key, value }) => [key, value]));
  const records = { events: listOf(span.events), logs };
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (const { side, attribute, key, holds, value, range } of contents) {
    if (value === '') continue;
    const prefix = own.has(key) ? FLATTENED.exec(key)?.[1] : undefined;
    const [, list, index, member] = IN_RECORD.exec(key) ?? [];
    const record = list && records[/** @type {'events' | 'logs'} */ (list)][Number(index)];
    const isMessage = record !== undefined && holds === 'message';
    const name = isRecord(record) ? nameOf(record) : undefined;
    const id = prefix ?? (isMessage || (name && MESSAGE_NAME.test(name)) ? `${list}[${index}]` : key);
    const groupKey = `${side} ${id}`;
    if (groups.has(groupKey)) continue;
    const make = () => {
      if (prefix !== undefined) return flattened(attributes, prefix);
      if (isRecord(record)) return ofRecord(record, `${list}[${index}]`, id === key ? member : undefined);
      return attribute === key || !own.has(key) ? nodeOfText(value, attribute) : nodeOfValue(own.get(key), key);
    };
    groups.set(groupKey, {
      ...{ side, attribute: id, holds: prefix === undefined ? holds : 'value', node: make() },
      ...(name !== undefined && { name }),
      ...(range && { range }),
    });
  }
  return [...groups.values()];
}

/** Of events and log records that are a message each. */
export const MESSAGE_NAME = /^gen_ai\.(?:(system|user|assistant|tool)\.message|(choice))$/;

/** @param {Record<string, any>} record an event or a log record */
function nameOf(record) {
  const attribute = listOf(record.attributes).find((each) => each?.key === 'event.name')?.value?.stringValue;
  return textOf(record.eventName) || textOf(record.name) || textOf(attribute);
}

/** @param {{ key: string, value: any }[]} attributes @param {string} prefix */
function flattened(attributes, prefix) {
  const below = attributes
    .filter(({ key }) => key.startsWith(`${prefix}.`))
    .map(({ key, value }) => ({ key: key.slice(prefix.length + 1), value }));
  return nodeOfFlattened(below, (key) => `${prefix}.${key}`);
}

/** What a record says: one member of it, or all of it. @param {Record<string, any>} record @param {string} place @param {string | undefined} member @returns {Node} */
function ofRecord(record, place, member) {
  const attributes = listOf(record.attributes).filter(isRecord);
  if (member !== undefined) {
    const value = member === 'body' ? record.body : attributes.find(({ key }) => key === member)?.value;
    return nodeOfValue(value, `${place}.${member}`);
  }
  if (record.body !== undefined) return nodeOfValue(record.body, `${place}.body`);
  return {
    type: 'object',
    members: attributes.map(({ key, value }) => [textOf(key), nodeOfValue(value, `${place}.${textOf(key)}`)]),
  };
}
