// Which side of a span a value stood on.

export const INPUT = 0;
export const OUTPUT = 1;
