// What START says besides the privacy bits: whether the parent is in another process, whether the trace ID is random (a flag of W3C Trace Context),
// whether the span stands for a step in another process, and whether it only carries what steps inside it produced.

export const REMOTE_PARENT = 4;
export const RANDOM_TRACE = 8;
export const STAND_IN = 16;
export const CARRIER = 32;
