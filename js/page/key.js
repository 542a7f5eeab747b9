// The members of a record's key, by index.
export const PARTITION = 0;
export const TIME = 1;
export const VISIT = 2;
export const NUMBER = 3;
export const SPANS = 4;
export const BYTES = 5;
export const CONTENT_TYPE = 6;
export const EPOCH = 7;
