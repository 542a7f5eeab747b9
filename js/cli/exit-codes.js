export const OK = 0;
/** A part of the input was refused, or something failed. */
export const REFUSED = 1;
export const WRONG_USE = 2;
