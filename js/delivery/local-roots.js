/** Finished spans whose parent is elsewhere: of another process, or another tracer. @type {WeakSet<import('../index.js').FinishedSpan>} */
export const localRoots = new WeakSet();
