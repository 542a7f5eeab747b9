// The flags of W3C Trace Context, level 2.

export const SAMPLED = 1;
/** The last 7 bytes of the trace ID are random. */
export const RANDOM = 2;
