// Where compiling bytes is forbidden, and JavaScript in its place would only make the bundle large: the module comes compiled.

export const loadPortable = undefined;

/** @param {URL | string} url */
export const fetchFile = (url) => fetch(url);
