// Checks the options of a span: of a wrapper or decorator, of `trace` and of `startSpan`.

import { BOOLEAN, checkOptions, either, oneOf, pickOptions, RECORD, STRING, STRINGS } from '../base/check.js';
import { KIND_NAMES } from '../base/kinds.js';

const WRAPPED = {
  name: STRING,
  model: STRING,
  provider: STRING,
  sessionId: STRING,
  userId: STRING,
  tags: either(STRINGS, RECORD),
  metadata: RECORD,
  attributes: RECORD,
  captureInput: BOOLEAN,
  captureOutput: BOOLEAN,
  links: BOOLEAN,
  args: STRINGS,
};

const STARTED = { ...WRAPPED, kind: oneOf(...KIND_NAMES) };

/** The result of a wrong capture option: if in doubt, content is not exported. */
const CLOSED = { captureInput: false, captureOutput: false };
const MEANT = /^(capture|mask)/i;

/**
 * Returns the options of a wrapper or decorator. Throws a ConfigurationError if one is wrong.
 * @param {string} kind @param {unknown} options
 * @returns {import('../index.js').SpanOptions}
 */
export const readSpanOptions = (kind, options) => checkOptions(`${kind}()`, options, WRAPPED);

/**
 * Returns the valid options of a call. Wrong ones are reported, as the program is running.
 * @param {string} owner @param {unknown} options @param {(error: unknown) => void} onError
 * @returns {import('../index.js').StartOptions}
 */
export function readStartOptions(owner, options, onError) {
  /** @type {Partial<typeof CLOSED>} */
  let closed = {};
  const good = pickOptions(owner, options, STARTED, (error, name) => {
    if (name !== undefined && Object.hasOwn(CLOSED, name)) closed = { ...closed, [name]: false };
    else if (name === undefined ? Object(options) === options : MEANT.test(name)) closed = CLOSED;
    onError(error);
  });
  return { ...good, ...closed };
}
