// Workers and Vercel Edge: no program ends there, and Next refuses code that so much as looks for Node's API.
export { halveBody } from '../batch/halve-body.js';
export { flushBeforeExit, nothingWaits, unheld } from './in-page.js';
