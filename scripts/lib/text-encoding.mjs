// For the script of CommonJS: Jest's pages run in Node and lack these.
export { TextDecoder, TextEncoder } from 'node:util';
