// Which side of a span is private: names in its values appear as `*` in the paths of links.

export const INPUT = 1;
export const OUTPUT = 2;
