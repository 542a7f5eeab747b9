// A span's options: given when a function is wrapped, to `trace` or to `startSpan`.
import { KIND_NAMES } from '../kinds.js';
import { BOOLEAN, checkOptions, either, oneOf, RECORD, STRING, STRINGS } from './check.js';

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

/**
 * Throws a ConfigurationError if an option of a wrapper or decorator is wrong.
 * @param {string} kind @param {unknown} options
 */
export const checkSpanOptions = (kind, options) => checkOptions(`${kind}()`, options, WRAPPED);

/** @param {string} owner @param {unknown} options */
export const checkStartOptions = (owner, options) => checkOptions(owner, options, STARTED);
