// How a value was recorded. The shape decides where its path starts and whether it counts as whole.

export const ARGUMENT = 0;
export const WHOLE = 1;
export const ITEM = 2;
export const THROWN = 3;
