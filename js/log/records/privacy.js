// What is private of a span: the names in the values of that side. `*` stands for them in the paths of links.

export const INPUT = 1;
export const OUTPUT = 2;
