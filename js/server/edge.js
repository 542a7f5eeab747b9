// Where the runtime itself serves what a function answers.
export * from './server.js';
export const readsUnseen = () => true;
