// Injected into dist/index.cjs: Jest's jsdom environment lacks these globals.
export { TextDecoder, TextEncoder } from 'node:util';
