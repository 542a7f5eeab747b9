// What a content is: JSON (else text), part of linking, not for export.

const IS_JSON = 1;

export { IS_JSON as JSON };
export const LINKED = 2;
export const LOCAL = 4;
