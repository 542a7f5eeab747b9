// workerd forbids compiling bytes. An imported .wasm file arrives as a compiled module.
// @ts-expect-error no types for .wasm
export { default } from '../../dist/spanloom.wasm';
