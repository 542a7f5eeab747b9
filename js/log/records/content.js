// Flags of a content: whether it is JSON (otherwise text), whether it counts for links, and whether it stays out of exports.

const IS_JSON = 1;

export { IS_JSON as JSON };
export const LINKED = 2;
export const LOCAL = 4;
