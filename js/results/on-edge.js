// Where the runtime itself serves what a function answers: Deno, Bun, Workers and Vercel Edge.
export * from './on-server.js';
export const readsUnseen = () => true;
