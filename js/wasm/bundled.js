// For Workers and Vercel Edge, whose bundle holds the core as a compiled module. Its import has a public name, so that an alias of the bundler can put the
// core without links by content in its place.
import compiled from 'spanloom/wasm';

export * from './edge.js';

export const loadModule = () => compiled;
