// The type of a record.

export const INTERN = 1;
export const TEMPLATE = 2;
export const TRACE = 3;
export const START = 4;
export const VALUE = 5;
export const CONTENT = 6;
export const ATTR = 7;
export const ITEM = 8;
export const EVENT = 9;
export const LINK = 10;
export const END = 11;
export const NAME = 12;
export const RESOURCE = 13;
export const RETEMPLATE = 14;
export const TRACE_STATE = 15;
export const LINEAGE = 16;
export const IDENTIFY = 17;
export const MESSAGE = 18;
