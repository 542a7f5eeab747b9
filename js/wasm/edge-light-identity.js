// The core without links by content, as in edge-light.js.
// @ts-expect-error no types for .wasm
export { default } from '../../dist/spanloom-identity.wasm?module';
