// The event log's format, the same as in src/log/records.h (a test compares the two): one name per op, side, shape and value type.
// Modules import each list by itself (`import * as OP from './records/op.js'`), so that minifiers inline the numbers.

export * as CONTENT from './records/content.js';
export * as OP from './records/op.js';
export * as PRIVACY from './records/privacy.js';
export * as SHAPE from './records/shape.js';
export * as SIDE from './records/side.js';
export * as START from './records/start.js';
export * as STATUS from './records/status.js';
export * as TYPE from './records/type.js';

export const NONE = 0xffffffff;
/** The root of a content that is the list of all arguments. */
export const ARGUMENTS = 0xfffffffe;
export const INTERNED = 0x80000000;
export const INDEX_KEY = 0x40000000;
