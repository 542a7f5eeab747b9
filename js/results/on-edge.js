// Runtimes that serve a function's response themselves: Deno, Bun, Workers and Vercel Edge.
export * from './on-server.js';
export const readsUnseen = () => true;
