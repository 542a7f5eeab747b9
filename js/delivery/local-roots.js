/** Finished spans that are the root of their trace in this process and tracer, although they have a parent elsewhere. @type {WeakSet<import('../index.js').FinishedSpan>} */
export const localRoots = new WeakSet();
