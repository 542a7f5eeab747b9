// The tracer of `init`. It stands apart from the public names: where their module alone is evaluated again, as in development, it is the same.

/** @type {import('./wrapping/wrap.js').DefaultTracerRef} */
export const ref = { owner: { isDefault: true }, tracer: undefined, retired: new Set() };
