// Workers and Vercel Edge: no program ends here, and Next refuses code that so much as looks for Node's API.
export * from './edge.js';
export { flushBeforeExit, nothingWaits, unheld } from './none.js';
