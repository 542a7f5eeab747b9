// The side of a span that a value belongs to: input or output.

export const INPUT = 0;
export const OUTPUT = 1;
