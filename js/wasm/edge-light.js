// Vercel Edge forbids compiling bytes. An import that ends in `?module` gives a compiled module.
// @ts-expect-error no types for .wasm
export { default } from '../../dist/spanloom.wasm?module';
