// Delivery in Workers and on Vercel Edge: there is no process that ends. It must not mention Node's API, or Next refuses the build.
export { halveBody } from '../batch/halve-body.js';
export { flushBeforeExit, nothingWaits, unheld } from './in-page.js';
