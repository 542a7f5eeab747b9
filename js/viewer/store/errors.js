// The errors of a span: what its `exception` events say, with the causes that their stacks name.
import { listOf, plainEntries, textOf } from '../otlp/any-value.js';

/** @typedef {import('../model.js').SpanDetail['errors'][number]} SpanError */

const MAX_ERRORS = 20;
const MAX_LENGTH = 20_000;
const CAUSED_BY = /^\s*(?:\[cause\]:|Caused by:?)\s*/m;
/** Python names the cause first. */
const PYTHON_CAUSED =
  /\n\n(?:The above exception was the direct cause of the following exception|During handling of the above exception, another exception occurred):\n\n/;
/** `TypeError: it failed`, and frames below. */
const HEAD = /^(?:Uncaught )?([\w$.]*(?:Error|Exception|[A-Z][\w$]*))(?:: ([\s\S]*?))?(?=\n\s+at |\s*$)/;

/** @param {Record<string, any>} record a span @returns {SpanError[]} */
export function errorsOf(record) {
  const errors = listOf(record.events)
    .filter((event) => event?.name === 'exception')
    .flatMap((event) => exceptionsOf(new Map(plainEntries(event.attributes))));
  if (errors.length > 0) return errors.slice(0, MAX_ERRORS);
  const attributes = new Map(plainEntries(record.attributes));
  if (attributes.has('exception.type') || attributes.has('exception.message')) return exceptionsOf(attributes);
  const isError = record.status?.code === 2 || record.status?.code === 'STATUS_CODE_ERROR';
  if (!isError) return [];
  return [
    {
      type: textOf(attributes.get('error.type')) || 'Error',
      message: textOf(record.status.message).slice(0, MAX_LENGTH),
    },
  ];
}

/** @param {Map<string, unknown>} attributes @returns {SpanError[]} */
function exceptionsOf(attributes) {
  const [whole, ...causes] = sectionsOf(textOf(attributes.get('exception.stacktrace')).slice(0, MAX_LENGTH));
  return [
    {
      type: textOf(attributes.get('exception.type')) || 'Error',
      message: textOf(attributes.get('exception.message')).slice(0, MAX_LENGTH),
      ...(whole && { stack: whole.trimEnd() }),
    },
    ...causes.slice(0, MAX_ERRORS).map(causeOf),
  ];
}

/** A stack and those of the causes, outermost first. @param {string} stack */
function sectionsOf(stack) {
  const python = stack.split(PYTHON_CAUSED);
  return python.length > 1 ? python.reverse() : stack.split(CAUSED_BY);
}

/** @param {string} stack @returns {SpanError} */
function causeOf(stack) {
  const lastLine = stack.trimEnd().split('\n').at(-1) ?? '';
  const [, type = 'Error', message = ''] = HEAD.exec(stack) ?? HEAD.exec(lastLine) ?? [];
  return { type, message, stack: stack.trimEnd() };
}
