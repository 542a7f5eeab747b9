// For runtimes that forbid compiling bytes, so that the module arrives compiled. The core as JavaScript is left out: it would only make the bundle large.

export const loadPortable = undefined;

/** @param {URL | string} url */
export const fetchFile = (url) => fetch(url);
