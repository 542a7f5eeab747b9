// The tracer of `init`. It has a module of its own, so that it survives if only the entry is evaluated again, as in development.

/** @type {import('./wrapping/wrap.js').DefaultTracerRef} */
export const ref = { owner: { isDefault: true }, tracer: undefined, retired: new Set() };
