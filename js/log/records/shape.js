// How a value was met: it decides the start of its path and whether it counts as whole.

export const ARGUMENT = 0;
export const WHOLE = 1;
export const ITEM = 2;
export const THROWN = 3;
