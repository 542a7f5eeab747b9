/** @param {MessagePort} _port */
export const serve = (_port) => {};
