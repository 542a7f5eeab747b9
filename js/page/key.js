// Where the key of a record has what.
export const PLACE = 0;
export const AT = 1;
export const VISIT = 2;
export const NUMBER = 3;
export const SPANS = 4;
export const BYTES = 5;
export const CONTENT_TYPE = 6;
export const EPOCH = 7;
