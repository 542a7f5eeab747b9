// The event log's format, as in src/log/records.h (a test compares the two). One name per op, side, shape and value type.

export const OP = {
  INTERN: 1,
  TEMPLATE: 2,
  TRACE: 3,
  START: 4,
  VALUE: 5,
  CONTENT: 6,
  ATTR: 7,
  ITEM: 8,
  EVENT: 9,
  LINK: 10,
  END: 11,
  NAME: 12,
  RESOURCE: 13,
  RETEMPLATE: 14,
};

/** Which side of a span a value stood on. */
export const SIDE = { INPUT: 0, OUTPUT: 1 };

/** What a content is: JSON (else text), part of linking, not for export. */
export const CONTENT = { JSON: 1, LINKED: 2, LOCAL: 4 };

/** How a value was met: it decides the start of its path and whether it counts as whole. */
export const SHAPE = { ARGUMENT: 0, WHOLE: 1, ITEM: 2, THROWN: 3 };

/** Types of an attribute's value. */
export const TYPE = { EMPTY: 0, STRING: 1, BOOL: 2, INT: 3, DOUBLE: 4, ARRAY: 5, KVLIST: 6, BYTES: 7 };

export const STATUS = { UNSET: 0, OK: 1, ERROR: 2 };

export const NONE = 0xffffffff;
/** The root of a content that is the list of all arguments. */
export const ARGUMENTS = 0xfffffffe;
export const INTERNED = 0x80000000;
export const INDEX_KEY = 0x40000000;
