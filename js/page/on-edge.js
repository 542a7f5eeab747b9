// The exports of page.js for Workers and Vercel Edge.
export * from './none.js';

/** An export ends with the request that it runs in. Were there a limit, others would wait for exports that no request completes any more. */
export const MAX_EXPORTS = Infinity;
